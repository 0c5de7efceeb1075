#include "aka/cli/seal.hpp"

#include <fmt/format.h>

#include <fstream>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// Never taken for an option, and never for a name that means something else to age.
std::string plain_name(const fs::path& file) {
    return fs::absolute(file).string();
}

void run_age(const Session& session, const Words& command, const std::string& missing,
             const std::string& failed) {
    constexpr int not_found = 127;
    const int status = session.environment().run_program(command);
    if (status == not_found) throw Error{ErrorKind::failed, missing};
    if (status != 0) throw Error{ErrorKind::failed, failed};
}

Words recipient_words(const std::string& recipient) {
    if (recipient.starts_with("age1") || recipient.starts_with("ssh-")) return {"-r", recipient};
    if (!fs::is_regular_file(recipient))
        throw Error{ErrorKind::usage,
                    tr("--to: {recipient} is neither a key (age1..., ssh-...) nor a file of "
                       "keys; age-keygen makes one",
                       fmt::arg("recipient", recipient))};
    return {"-R", plain_name(recipient)};
}

/// A program that ends well and wrote nothing must not pass for a backup.
bool is_sealed(const fs::path& file) {
    constexpr std::string_view begin = "age-encryption.org/v1\n";
    std::string read(begin.size(), '\0');
    std::ifstream{file, std::ios::binary}.read(read.data(), static_cast<std::streamsize>(read.size()));
    return read == begin;
}

}  // namespace

Seal seal_for(const Session& session, const Words& recipients) {
    Words command{"age", "--encrypt"};
    for (const auto& recipient : recipients)
        for (const auto& word : recipient_words(recipient)) command.push_back(word);
    return [&session, command](const fs::path& from, const fs::path& to) {
        Words call = command;
        call.insert(call.end(), {"-o", plain_name(to), plain_name(from)});
        const std::string failed = tr("age could not encrypt the backup; nothing was written");
        run_age(session, call,
                tr("the program age is not there; install it (Debian's package age), or leave out --to"),
                failed);
        if (!is_sealed(to)) throw Error{ErrorKind::failed, failed};
    };
}

Unsealed::Unsealed(const Session& session, const fs::path& source, const Words& identities,
                   const fs::path& beside)
    : open_(beside) {
    if (!fs::is_regular_file(source))
        throw Error{ErrorKind::usage,
                    tr("cannot read {file}; name a backup", fmt::arg("file", source.string()))};
    Words command{"age", "--decrypt"};
    for (const auto& identity : identities) {
        if (!fs::exists(identity))
            throw Error{ErrorKind::usage,
                        tr("--identity: no file {file}; name the one that holds the private key",
                           fmt::arg("file", identity))};
        command.insert(command.end(), {"-i", plain_name(identity)});
    }
    command.insert(command.end(), {"-o", plain_name(path()), plain_name(source)});
    run_age(session, command,
            tr("the program age is not there, and {file} is encrypted; install it (Debian's package age), or "
               "decrypt the backup on a machine that has it; nothing was changed",
               fmt::arg("file", source.string())),
            tr("age could not decrypt {file}; nothing was changed", fmt::arg("file", source.string())));
}

}  // namespace aka
