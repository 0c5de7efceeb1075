#pragma once

#include <vector>

#include "aka/cli/import_file.hpp"
#include "aka/service/import.hpp"

namespace aka {

/// The columns of a register of cases.
const std::vector<ImportColumn>& case_columns();

/// A row of it, by the rules of `aka case new`. Everything that is wrong with it is told on the way.
PastEnquiry read_case(const Session& session, ImportFile::Row& row);

}  // namespace aka
