#include <fmt/format.h>

#include <array>
#include <functional>
#include <sstream>

#include "aka/cli/ask.hpp"
#include "aka/cli/case_intake.hpp"
#include "aka/cli/draft.hpp"
#include "aka/cli/files.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

/// What is told of a case, each under the name of its option: "title: Mangler to smede". The free text stands
/// after an empty line, as in a mail.
struct Told {
    std::vector<std::pair<std::string, std::string>> lines;
    std::string text;

    [[nodiscard]] std::string value(const std::string& name) const {
        for (const auto& [key, value] : lines)
            if (key == name) return value;
        return {};
    }
};

std::string one_line(std::string text) {
    for (char& c : text) c = c == '\n' || c == '\t' ? ' ' : c;
    return text;
}

/// Each plain text among the options with its name; `Options` is const or not.
template <class Options, class Visit>
void each_text(Options& options, Visit visit) {
    auto& fields = options.fields;
    visit("business", options.business);
    visit("company", fields.company);
    visit("cvr", fields.cvr);
    visit("pno", fields.pno);
    visit("contact", fields.contact);
    visit("phone", fields.phone);
    visit("email", fields.email);
    visit("positions", fields.positions);
    visit("received", fields.received);
    visit("followup", options.followup);
    visit("unfinished", options.unfinished);
}

template <class Options, class Visit>
void each_optional_text(Options& options, Visit visit) {
    visit("title", options.fields.title);
    visit("occupation", options.fields.occupation);
}

template <class Options, class Visit>
void each_code(Options& options, Visit visit) {
    auto& fields = options.fields;
    visit("form", fields.form);
    visit("size", fields.size);
    visit("obstacle", fields.obstacle);
    visit("channel", fields.channel);
    visit("consent", options.consent);
    visit("via", options.via);
}

/// Who acts; empty when that is not settled.
std::string office(const Session& session) {
    try {
        return session.home().text;
    } catch (const Error&) {
        return {};
    }
}

std::string written(const Session& session, const NewOptions& options) {
    std::string lines;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) lines += fmt::format("{}: {}\n", name, one_line(value));
    };
    add("register", session.register_file().value);
    add("municipality", office(session));
    each_text(options, add);
    each_optional_text(options, [&](const char* name, const auto& value) { add(name, value.value_or("")); });
    each_code(options, [&](const char* name, const auto& value) { add(name, code(value)); });
    for (const auto& topic : options.fields.topics) add("topic", topic);
    if (options.fields.outreach) add("outreach", "yes");
    if (options.force_new) add("force-new", "yes");
    return options.text.empty() ? lines : lines + '\n' + options.text;
}

Told read_draft(const Session& session, const std::filesystem::path& file) {
    std::istringstream in{read_text(file.string(), session.environment().in)};
    Told told;
    std::string line;
    while (std::getline(in, line) && !line.empty())
        if (const auto colon = line.find(": "); colon != std::string::npos)
            told.lines.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    while (std::getline(in, line)) told.text += line + '\n';
    return told;
}

/// What was told now stays.
void fill(NewOptions& options, const Told& told) {
    const bool other_business = !options.business.empty();
    each_text(options, [&](const std::string& name, std::string& value) {
        if (value.empty() && !(other_business && name == "company")) value = told.value(name);
    });
    each_optional_text(options, [&](const char* name, std::optional<std::string>& value) {
        if (!value && !told.value(name).empty()) value = told.value(name);
    });
    each_code(options, [&](const char* name, auto& value) {
        if (!value) value = find_code<typename std::decay_t<decltype(value)>::value_type>(told.value(name));
    });
    if (options.fields.topics.empty())
        for (const auto& [name, value] : told.lines)
            if (name == "topic") options.fields.topics.push_back(value);
    options.fields.outreach = options.fields.outreach || !told.value("outreach").empty();
    options.force_new = options.force_new || !told.value("force-new").empty();
    if (options.text.empty()) options.text = told.text;
}

struct Recoverable {
    WaitingDraft draft;
    Told told;
};

/// Those typed for this register and office.
std::vector<Recoverable> recoverable(const Session& session) {
    std::vector<Recoverable> found;
    for (const auto& draft : waiting_drafts(session, case_new_drafts)) {
        Told told = read_draft(session, draft.file);
        if (told.value("register") == session.register_file().value &&
            told.value("municipality") == office(session))
            found.push_back({draft, std::move(told)});
    }
    return found;
}

std::string business_in(const Told& told) {
    for (const char* name : {"company", "business", "cvr", "phone"})
        if (auto value = told.value(name); !value.empty()) return value;
    return {};
}

std::string line_of(const Recoverable& one, Date today) {
    constexpr int longest = 70;
    std::string words = business_in(one.told);
    const std::string about = one.told.value("title").empty() ? one.told.text : one.told.value("title");
    if (!about.empty()) words += (words.empty() ? "" : ": ") + one_line(about);
    return cut_to_width(fmt::format("{}  {}", to_readable(one.draft.day, today), words), longest);
}

/// Which of them; the newest unless said otherwise.
const Recoverable& choose(const Session& session, const std::vector<Recoverable>& drafts) {
    if (drafts.size() == 1) return drafts.front();
    std::string list;
    int number = 0;
    for (const auto& one : drafts) {
        const std::string line = line_of(one, session.today());
        list += session.can_ask() ? fmt::format("\n  {}. {}", ++number, line)
                                  : fmt::format("\n  {}  {}", line, one.draft.file.string());
    }
    if (!session.can_ask())
        throw Error{ErrorKind::usage,
                    tr("several drafts wait; go on with one at a terminal, or delete the others:{list}",
                       fmt::arg("list", list))};
    session.warn(tr("drafts:{list}", fmt::arg("list", list)));
    std::size_t chosen = 1;
    ask_until(session, tr("Which"), "1", [&](const std::string& typed) {
        const auto place = parse_count(typed, 1, static_cast<int>(drafts.size()));
        if (!place)
            throw Error{ErrorKind::usage, tr("\"{typed}\" is no number from 1 to {last}",
                                             fmt::arg("typed", typed), fmt::arg("last", drafts.size()))};
        chosen = static_cast<std::size_t>(*place);
    });
    return drafts[chosen - 1];
}

}  // namespace

void keep_draft(const Session& session, const NewOptions& options) {
    session.draft().keep(case_new_drafts, written(session, options));
}

bool has_recoverable(const Session& session) {
    return !recoverable(session).empty();
}

void recover_draft(const Session& session, NewOptions& options) {
    const auto drafts = recoverable(session);
    if (drafts.empty())
        throw Error{ErrorKind::not_found, tr("no draft of an enquiry waits in {folder}",
                                             fmt::arg("folder", session.drafts_folder().string()))};
    const Recoverable& one = choose(session, drafts);
    session.draft().take(one.draft.file, case_new_drafts);
    fill(options, one.told);
    session.say(tr("going on with {draft}", fmt::arg("draft", line_of(one, session.today()))));
}

}  // namespace aka
