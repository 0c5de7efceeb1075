#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "aka/cli/session.hpp"
#include "aka/service/passing.hpp"
#include "aka/service/upkeep.hpp"

namespace aka {

/// Encrypts for `recipients`, each a key of age or SSH, or a file of such keys, with the program age. A usage
/// error when one is neither.
Seal seal_for(const Session& session, const std::vector<std::string>& recipients);

/// A file that age encrypted, decrypted beside `beside`, for this user alone; gone with the object.
class Unsealed {
public:
    /// `identities`: files with the keys that may open it.
    Unsealed(const Session& session, const std::filesystem::path& source,
             const std::vector<std::string>& identities, const std::filesystem::path& beside);
    [[nodiscard]] const std::filesystem::path& path() const { return open_.path(); }

private:
    PassingFile open_;  ///< age writes to it before it fails
};

}  // namespace aka
