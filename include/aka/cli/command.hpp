#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aka/model/code.hpp"
#include "aka/model/error.hpp"
#include "aka/output/document.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {

class Session;

/// What an option or argument takes, as far as it can be completed.
enum class Takes {
    nothing,
    words,   ///< those of the option
    fields,  ///< the same, several joined by commas
    file,
    folder,
    date,
    period,
    format,  ///< one of the command's
    topic,
    actor,
    municipality,
    scheme,
    funder,
    initials,
    open_case,
    closed_case,
    referral,
};

/// One option or argument of a command, as help, man pages and messages tell it.
struct OptionInfo {
    std::vector<std::string> names;  ///< "-t", "--topic"; an argument has one, in capitals
    std::string value;               ///< what is put in, as "DATE"; empty for a flag
    std::string help;
    bool argument = false;
    bool required = false;  ///< of an argument
    bool repeatable = false;
    std::string group{};  ///< the heading of help it stands under; empty: the usual one
    Takes takes = Takes::nothing;
    std::vector<std::string> words{};
};

/// Refuses what is none of `words`, and names the one that was probably meant.
[[noreturn]] void refuse_word(const std::string& option, const std::string& typed,
                              const std::vector<std::string>& words);

/// Names and what they mean, in two columns of help.
using Rows = std::vector<std::pair<std::string, std::string>>;
std::string two_columns(const Rows& rows, int width);

/// Of a command without options of its own.
struct NoOptions {};

/// A command of the tree: a noun with verbs below it, or what is run.
class Command {
public:
    using Setter = std::function<void(const std::string&)>;
    using Run = std::function<void(const Session&)>;

    Command(std::string name, std::string summary) : name_(std::move(name)), summary_(std::move(summary)) {}

    /// A command below this one.
    Command& add(const std::string& name, const std::string& summary);

    /// A noun below this one: `declare` names what stands below it, once somebody asks for it.
    Command& add(const std::string& name, const std::string& summary, void (*declare)(Command&)) {
        Command& noun = add(name, summary);
        noun.declare_ = declare;
        return noun;
    }

    /// A command below this one with its options: `declare` names them, once somebody asks for the command;
    /// `act` gets them once all are read.
    template <class Options>
    Command& add(const std::string& name, const std::string& summary, void (*declare)(Command&, Options&),
                 void (*act)(const Options&, const Session&)) {
        Command& command = add(name, summary);
        auto options = std::make_shared<Options>();
        command.declare_ = [options, declare](Command& opened) { declare(opened, *options); };
        command.run_ = [options, act](const Session& session) { act(*options, session); };
        return command;
    }

    /// Another name; said where the command is added, as its options are declared late.
    Command& alias(const std::string& name) {
        aliases_.push_back(name);
        return *this;
    }
    Command& example(const std::string& line) {
        examples_.push_back(line);
        return *this;
    }
    Command& remark(const std::string& text) {
        remark_ = text;
        return *this;
    }

    /// What -O can be, where it is not the formats of documents; the first is taken when none is asked for,
    /// unless table and tsv are among them.
    Command& formats(std::vector<Format> formats) {
        formats_ = std::move(formats);
        return *this;
    }
    [[nodiscard]] const std::vector<Format>& formats() const { return formats_; }

    /// Help shows the options declared from here on under this heading.
    Command& group(const std::string& heading) {
        group_ = heading;
        return *this;
    }

    /// What the option or argument declared last takes, where its value's name does not tell.
    Command& values(Takes takes) {
        options_.back().takes = takes;
        return *this;
    }
    /// The same: one of these words, as `a|b|c`.
    Command& values(const std::string& words);

    /// `names` as "-t,--topic"; `value` as "DATE".
    Command& option(const std::string& names, std::string& target, const std::string& value,
                    const std::string& help);
    Command& option(const std::string& names, std::optional<std::string>& target, const std::string& value,
                    const std::string& help);
    Command& option(const std::string& names, std::vector<std::string>& target, const std::string& value,
                    const std::string& help);
    Command& flag(const std::string& names, bool& target, const std::string& help);

    /// One of an enumeration's words.
    template <class Enum>
    Command& choice(const std::string& names, std::optional<Enum>& target, const std::string& help) {
        return add_option(names, code_list<Enum>(), help, false, [&target, names](const std::string& typed) {
            target = find_code<Enum>(typed);
            if (!target) {  // public-service is public_service
                std::string other = typed;
                for (char& c : other) c = c == '-' ? '_' : c;
                target = find_code<Enum>(other);
            }
            if (!target) refuse_word(names.substr(names.find("--")), typed, split_list(code_list<Enum>(",")));
        });
    }

    /// A positional argument; `name` in capitals.
    Command& argument(const std::string& name, std::string& target, const std::string& help);
    Command& optional_argument(const std::string& name, std::string& target, const std::string& help);
    /// One or more.
    Command& arguments(const std::string& name, std::vector<std::string>& target, const std::string& help);
    /// As many as are given, none too.
    Command& optional_arguments(const std::string& name, std::vector<std::string>& target,
                                const std::string& help);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::vector<std::string>& aliases() const { return aliases_; }
    [[nodiscard]] const std::vector<std::unique_ptr<Command>>& commands() const {
        for (const auto& command : commands_) command->open();
        return commands_;
    }
    [[nodiscard]] const std::vector<OptionInfo>& options() const { return options_; }
    [[nodiscard]] const Run& run() const { return run_; }
    [[nodiscard]] const std::string& summary() const { return summary_; }
    [[nodiscard]] const Command* parent() const { return parent_; }
    [[nodiscard]] const Command* find(const std::string& word) const;  ///< below it, by name or alias
    [[nodiscard]] std::string path() const;                            ///< as "aka case new"

    /// Help for people: what it does, examples first, then arguments, options and commands. `width` columns.
    [[nodiscard]] std::string help(int width) const;

    /// Takes `typed` as the value of the option, as parse() does.
    void set(const OptionInfo& option, const std::string& typed) const;

    /// Reads the arguments and returns the command they name. Throws a usage error in the words of aka; help
    /// and version asked for are told in `Parsed`.
    struct Parsed {
        const Command* command;
        bool help = false;
    };
    [[nodiscard]] Parsed parse(const std::vector<std::string>& arguments) const;

private:
    struct Declared {
        OptionInfo info;
        Setter set;
    };
    /// Declares its options, unless that is done. Whatever is handed out was opened.
    void open() {
        if (const auto declare = std::exchange(declare_, nullptr)) declare(*this);
    }
    Command& add_option(const std::string& names, const std::string& value, const std::string& help,
                        bool repeatable, Setter set);
    void keep(OptionInfo info, Setter set);
    Command& add_argument(const std::string& name, const std::string& help, bool required,
                          std::string& target);
    using Sections = std::vector<std::pair<std::string, Rows>>;
    [[nodiscard]] Sections option_sections() const;
    [[nodiscard]] const Command* meant_by(const std::vector<std::string>& words, std::size_t first) const;
    [[nodiscard]] std::string unknown_command(const std::vector<std::string>& words, std::size_t at) const;
    [[nodiscard]] std::string unknown_word(const std::vector<std::string>& arguments) const;
    [[nodiscard]] const Command& root() const { return parent_ != nullptr ? parent_->root() : *this; }
    [[nodiscard]] std::string usage_line() const;
    [[nodiscard]] bool is_called(const std::string& word) const;  ///< by name or alias
    friend class Parser;

    std::string name_;
    std::string summary_;
    std::string remark_;
    std::vector<std::string> aliases_;
    std::vector<std::string> examples_;
    std::string group_;
    std::vector<Format> formats_ = document_formats();
    std::vector<OptionInfo> options_;
    std::vector<Setter> setters_;  ///< beside `options_`
    Run run_;
    std::function<void(Command&)> declare_;
    const Command* parent_ = nullptr;
    std::vector<std::unique_ptr<Command>> commands_;
};

}  // namespace aka
