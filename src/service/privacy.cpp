#include "aka/service/privacy.hpp"

#include <algorithm>

#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/store/audit.hpp"
#include "aka/store/events.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hash_digits = 64;

}  // namespace

std::vector<std::string> audit(Database& db) {
    std::vector<std::string> found;
    db.read_together([&] {
        found = verify_chain(db);
        for (auto& wrong : verify_records(db)) found.push_back(std::move(wrong));
    });
    return found;
}

void require_head(Database& db, std::string_view typed) {
    std::string hash{typed};
    for (char& digit : hash)
        if (digit >= 'A' && digit <= 'F') digit = static_cast<char>(digit - 'A' + 'a');
    if (hash.size() != hash_digits || hash.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        throw Error{
            ErrorKind::usage,
            tr("--expect-head: \"{typed}\" is no hash; it has 64 digits of 0-9 and a-f, as a backup or a "
               "report shows it",
               fmt::arg("typed", typed))};
    if (hash == std::string(hash_digits, '0') || has_event(db, hash)) return;
    throw Error{ErrorKind::refused,
                tr("no event of this register has the hash {hash}: it is another register, an older copy, or "
                   "its history was changed; compare with a backup",
                   fmt::arg("hash", hash))};
}

SubjectKey clean_subject(const SubjectKey& typed) {
    const auto said = [](const std::string& value) { return value.empty() ? 0 : 1; };
    if (said(typed.cvr) + said(typed.email) + said(typed.phone) != 1)
        throw Error{ErrorKind::usage, tr("say who is meant: one of --cvr NR, --email ADDR, --phone NR")};
    if (!typed.cvr.empty()) {
        if (const auto cvr = parse_cvr(typed.cvr)) return {*cvr, {}, {}};
        throw Error{ErrorKind::usage,
                    tr("--cvr: \"{typed}\" is no CVR number", fmt::arg("typed", typed.cvr))};
    }
    if (!typed.email.empty()) {
        if (const auto email = parse_email(typed.email)) return {{}, *email, {}};
        throw Error{ErrorKind::usage,
                    tr("--email: \"{typed}\" is no mail address", fmt::arg("typed", typed.email))};
    }
    if (const auto phone = parse_phone(typed.phone)) return {{}, {}, *phone};
    throw Error{ErrorKind::usage,
                tr("--phone: \"{typed}\" is no Danish phone number", fmt::arg("typed", typed.phone))};
}

Held held_about(const Desk& desk, const SubjectKey& key) {
    Held held;
    desk.db.read_together([&] {
        held.subject = find_subject(desk.db, desk.home().id, key);
        held.values = all_held(desk.db, held.subject);
    });
    return held;
}

std::vector<fs::path> backups_beside(const fs::path& register_file) {
    std::vector<fs::path> found;
    if (register_file == ":memory:") return found;
    const std::string name = register_file.filename().string();
    const std::string stem = register_file.stem().string();
    std::error_code ignored;  // a folder that cannot be read names none
    for (const auto& entry : fs::directory_iterator{fs::absolute(register_file).parent_path(), ignored}) {
        const std::string other = entry.path().filename().string();
        const bool journal =
            other == name || other == name + "-journal" || other == name + "-wal" || other == name + "-shm";
        if (journal || !entry.is_regular_file(ignored)) continue;
        if (other.starts_with(name + ".") || other.starts_with(stem + "-")) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace aka
