#pragma once

#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/change.hpp"
#include "aka/store/referrals.hpp"
#include "aka/store/sqlite.hpp"

/// Records to fill a register with, and a place for it on the disk.
namespace records {

inline aka::Date day(const std::string& iso) {
    return aka::parse_iso_date(iso).value();
}

/// A Monday morning; whole seconds, as the register keeps them.
inline aka::Instant morning() {
    return aka::Instant{day("2026-11-23")} + std::chrono::hours{9} + std::chrono::seconds{7};
}

/// A folder that goes with the object.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "aka-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// The process's umask for as long as the object lives; the program's own is 077.
class Umask {
public:
    explicit Umask(mode_t mask) : before_(umask(mask)) {}
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;
    ~Umask() { umask(before_); }

private:
    mode_t before_;
};

inline aka::Change change_in(aka::Database& db) {
    return {db, {"MK", "tester"}, morning(), false};
}

inline aka::Business business(const char* name, const char* cvr = "") {
    aka::Business made;
    made.owner = {"naestved"};
    made.name = name;
    made.cvr = cvr;
    return made;
}

inline aka::Contact contact(aka::BusinessId of) {
    aka::Contact made;
    made.business = of;
    made.owner = {"naestved"};
    made.phone = "55771234";
    return made;
}

inline aka::Case open_case(int number, const char* title = "", const char* received = "2026-11-02") {
    aka::Case made;
    made.ref = {"NAE", 2026, number};
    made.received_in = made.owner = {"naestved"};
    made.consultant = "MK";
    made.title = title;
    made.received_on = day(received);
    made.recorded = morning();
    return made;
}

inline aka::Need need(aka::CaseId of, const char* topic, int place = 1) {
    aka::Need made;
    made.case_id = of;
    made.place = place;
    made.topic = {topic};
    return made;
}

inline aka::Followup followup(aka::CaseId of, const char* due) {
    aka::Followup made;
    made.case_id = of;
    made.due = day(due);
    made.recorded = morning();
    return made;
}

inline aka::Note note(aka::CaseId of, const char* text) {
    aka::Note made;
    made.case_id = of;
    made.author = "MK";
    made.text = text;
    made.on = day("2026-11-23");
    made.recorded = morning();
    return made;
}

inline aka::Referral referral(const aka::Need& of, const char* actor, int number = 1) {
    aka::Referral made;
    made.case_id = of.case_id;
    made.need = of.id;
    made.number = number;
    made.actor = {actor};
    made.actor_name = actor;
    made.sent_on = day("2026-11-03");
    made.deadline = day("2026-11-10");
    made.recorded = morning();
    return made;
}

}  // namespace records
