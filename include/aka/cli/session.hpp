#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/cli/environment.hpp"
#include "aka/model/calendar.hpp"
#include "aka/model/language.hpp"
#include "aka/network/network.hpp"
#include "aka/network/settings.hpp"
#include "aka/output/document.hpp"
#include "aka/service/desk.hpp"

namespace aka {

enum class Color { automatic, always, never };
template <>
struct Codes<Color> {
    static constexpr std::array<std::pair<Color, const char*>, 3> list{
        {{Color::automatic, "auto"}, {Color::always, "always"}, {Color::never, "never"}}};
};

/// The options every command has.
struct GlobalOptions {
    std::string municipality;
    std::string user;
    std::string config;
    std::string db;
    std::string format;                 ///< as typed; which it can be is the command's
    std::optional<std::string> fields;  ///< of --json=FIELDS
    std::string output;
    bool dry_run = false;
    bool yes = false;
    bool no_input = false;
    bool quiet = false;
    bool verbose = false;
    std::optional<Color> color;
    std::optional<Language> lang;
    std::string today;
    bool version = false;
};

/// What may be done with -M all: what is recorded has one office, what is published may be of all.
enum class WithAll { read, write };

/// A setting and where it was found.
struct Setting {
    std::string value;
    std::string origin;  ///< "option", "AKA_USER", a file, "built in"
};

/// The language that the locale of the environment names, for texts for people.
Setting locale_language(const Environment& environment);

/// One call of aka: what was asked for in general, and what it needs of the world, opened when it is first
/// asked for.
class Session {
public:
    /// `formats`: those of the command.
    Session(Environment& environment, const GlobalOptions& options,
            const std::vector<Format>& formats = document_formats());
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    [[nodiscard]] Environment& environment() const { return environment_; }
    [[nodiscard]] const GlobalOptions& options() const { return options_; }

    [[nodiscard]] Setting municipality_setting() const;
    [[nodiscard]] Setting home_setting() const;  ///< who acts, also when -M all widens what is read
    /// The municipality that acts; empty when nobody said. An error names the place of a wrong setting.
    [[nodiscard]] MunicipalityId home() const;
    [[nodiscard]] Setting user_setting() const;
    [[nodiscard]] Setting config_directory() const;
    [[nodiscard]] Setting register_file() const;
    [[nodiscard]] Setting format_setting() const;
    [[nodiscard]] Setting color_setting() const;
    [[nodiscard]] Setting language_setting() const;  ///< of texts for people: da or en
    [[nodiscard]] std::filesystem::path personal_config()
        const;                                                   ///< the person's own configuration directory
    [[nodiscard]] std::filesystem::path example_config() const;  ///< what is shipped beside the program

    /// What was typed and not yet recorded; empty when there is no place for it.
    [[nodiscard]] std::filesystem::path drafts_folder() const;

    /// What is typed in this call until it is recorded.
    [[nodiscard]] class Draft& draft() const;

    [[nodiscard]] const Network& network() const;
    /// The same, its files read and checked as they are now, whatever the cache holds; asked for before
    /// `network`.
    [[nodiscard]] const Network& checked_network() const;
    [[nodiscard]] const Desk& desk(OpenFor purpose, WithAll with_all = WithAll::read) const;
    /// The acting municipality, without opening the register. A usage error when nobody said which.
    [[nodiscard]] const Municipality& acting() const;
    /// Whether there is a register, or one was made for this call.
    [[nodiscard]] bool has_register() const;
    [[nodiscard]] Date today() const;

    /// What a person typed, as what is meant. Usage errors name the option.
    [[nodiscard]] Date date(std::string_view option, std::string_view typed, Towards towards) const;
    /// What was typed with --limit; `unless` when nothing was.
    [[nodiscard]] std::int64_t limit(const std::string& typed, std::int64_t unless) const;
    [[nodiscard]] TopicId topic(std::string_view typed) const { return network().topic(typed).id; }

    [[nodiscard]] Format format() const;
    /// The answer of a command as it is written.
    [[nodiscard]] std::string rendered(Document document) const;
    /// The answer of a command, written to standard output or to --output.
    void show(Document document) const;
    /// The same for an answer of one word: that alone, or the document where a format for machines was asked
    /// for.
    void show_line(const std::string& line, Document document) const;
    /// An answer that is no document, written the same way.
    void show_text(const std::string& text) const;
    /// The answer of a writing command: its reference alone, or the document where a format for machines was
    /// asked for.
    void show_reference(const std::string& reference, Document document) const;
    /// The document of a writing command where a format for machines was asked for; nothing otherwise.
    void show_if_asked(Document document) const;
    /// A line for the person, on standard error; not with --quiet.
    void say(const std::string& line) const;
    /// A command to copy: `line` with the options of this call that say whose and which register is meant.
    void hint(const std::string& line) const;
    /// A line for the person that --quiet does not silence.
    void warn(const std::string& line) const;

    /// The last word of a call that went well: that a dry run changed nothing. An output error when the
    /// answer cannot be written; a reader who has seen enough, as head has, is none unless something was
    /// stored.
    void finish() const;

    /// What is said when the answer could not be written: what is stored all the same, with its reference.
    [[nodiscard]] std::string unshown(const std::string& why) const;

    /// Whether this call has stored something by now.
    [[nodiscard]] bool has_stored() const;

    /// Whether questions may be asked.
    [[nodiscard]] bool can_ask() const;

private:
    [[nodiscard]] const std::vector<SettingsFile>& settings_files() const;
    void show_stored(Document document) const;
    void put(const std::string& text) const;
    [[nodiscard]] Setting find_setting(const std::string& option, const char* variable,
                                       std::string Settings::*member) const;
    [[nodiscard]] std::filesystem::path told_config_directory() const;
    struct Loaded;
    Environment& environment_;
    const GlobalOptions& options_;
    const std::vector<Format>& formats_;
    std::unique_ptr<Loaded> loaded_;
};

}  // namespace aka
