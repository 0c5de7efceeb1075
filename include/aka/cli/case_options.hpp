#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aka/cli/ask.hpp"
#include "aka/cli/command.hpp"
#include "aka/cli/session.hpp"
#include "aka/service/cases.hpp"

namespace aka {

constexpr const char* case_help = to_translate("Reference of the case, as 143 at home or NAE-26-0143");

/// Headings of help for what can be said of a case.
constexpr const char* business_heading = to_translate("The business");
constexpr const char* enquiry_heading = to_translate("The enquiry");
constexpr const char* need_heading = to_translate("What is needed");
constexpr const char* consent_heading = to_translate("Consent");

/// What can be said of a case when it is recorded and when it is edited.
struct CaseFields {
    std::string company;
    std::string cvr;
    std::string pno;
    std::optional<CompanyForm> form;
    std::optional<SizeBand> size;
    std::string contact;
    std::string phone;
    std::string email;
    std::vector<std::string> topics;
    std::optional<std::string> title;
    TextSource text;
    std::optional<std::string> occupation;
    std::string positions;
    std::optional<Obstacle> obstacle;
    std::optional<Channel> channel;
    bool outreach = false;
    std::string received;
};

/// All of them but --topic, which means something else to each command.
void declare_fields(Command& command, CaseFields& fields);

BusinessFacts to_facts(const CaseFields& fields);

/// A usage error when it is no number of posts.
std::optional<int> to_positions(const CaseFields& fields);

/// Warns, and does not stop, when a text tells of a person's health or punishment.
void warn_of_sensitive_words(const Session& session, std::string_view text);

/// What is said of a note; its text is asked for where it is in no file.
struct NoteFacts {
    TextSource text;
    std::optional<int> minutes;
    Date on{};
};
void take_note(const Session& session, const Desk& desk, const Case& file, const NoteFacts& facts);

void add_case_new(Command& noun);

}  // namespace aka
