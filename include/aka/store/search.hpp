#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aka/model/business.hpp"
#include "aka/model/case.hpp"
#include "aka/store/database.hpp"

namespace aka {

/// Puts a case's words into the full-text index, in place of what stood there: its business (name and CVR
/// number), title, text and notes, folded so that Næstved is found by næstved, NÆSTVED and naestved.
void index_case(Database& db, const Case& file);
/// The same for a case that has just been recorded: it has no notes, and nothing stood there.
void index_new_case(Database& db, const Case& file, const Business& business);
void unindex_case(Database& db, CaseId id);

/// Takes the words that no case has any more out of the index's own storage, where they stay otherwise.
void purge_index(Database& db);

/// The cases of which the index holds other words than they do, each told once. Empty when all is well.
std::vector<std::string> verify_index(Database& db);

/// The engine's expression for words a person typed: all must occur, each as the beginning of a word.
/// Anything typed is only ever a word.
std::string match_expression(std::string_view words);

}  // namespace aka
