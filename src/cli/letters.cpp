#include "aka/cli/letters.hpp"

#include "aka/model/error.hpp"
#include "aka/output/letter.hpp"
#include "aka/text/tr.hpp"

namespace aka {

void declare_language(Command& command, std::optional<Language>& language) {
    command.choice("--lang", language, "The letter's language; the alliance's unless given");
}

Language language_of(const Session& session, const std::optional<Language>& asked) {
    if (asked) return *asked;
    return find_code<Language>(session.network().lang).value_or(Language::en);
}

void show_letters(const Session& session, const std::vector<Letter>& letters, Document data) {
    switch (session.format()) {
        case Format::json:
            return session.show(std::move(data));
        case Format::markdown:
            return session.show_text(write_letters_markdown(letters));
        case Format::html:
            return session.show_text(write_letters_html(letters));
        case Format::mail:
            if (letters.size() > 1)
                throw Error{ErrorKind::usage,
                            tr("{n} letters do not go into one mail; name the referrals of one actor",
                               fmt::arg("n", letters.size()))};
            for (const auto& letter : letters) {
                for (const auto& [name, mail] : {letter.from, letter.to})
                    if (mail.empty())
                        session.say(
                            tr("no mail address of {name} is configured: fill it in in the mail program",
                               fmt::arg("name", name)));
                session.show_text(write_mail(letter, session.environment().clock()));
            }
            return;
        default:
            return session.show_text(write_letters_text(letters));
    }
}

void warn_if_unreachable(const Session& session) {
    const Municipality& home = session.desk(OpenFor::reading).home();
    if (home.office.mail.empty() && home.office.phone.empty())
        session.warn(tr("warning: neither mail nor phone of {office} is configured; see aka-config(5)",
                        fmt::arg("office", home.office.name.empty() ? home.name : home.office.name)));
}

}  // namespace aka
