#include "aka/cli/command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "aka/cli/meant.hpp"
#include "aka/text/fold.hpp"

namespace aka {
namespace {

std::vector<std::string> split_words(std::string words) {
    std::replace(words.begin(), words.end(), '|', ',');
    return split_list(words);
}

/// What an option called `name` takes where its value is only called ID.
Takes taken_as_id(const std::string& name) {
    constexpr std::array kinds{std::pair{"topic", Takes::topic}, std::pair{"actor", Takes::actor},
                               std::pair{"municipality", Takes::municipality},
                               std::pair{"scheme", Takes::scheme}, std::pair{"funder", Takes::funder}};
    for (const auto& [ending, takes] : kinds)
        if (name.ends_with(ending)) return takes;
    return Takes::nothing;
}

/// Told by the name of the value: "DATE", "a|b|c".
Takes taken_by(const OptionInfo& option) {
    constexpr std::array kinds{
        std::pair{"DATE", Takes::date},         std::pair{"DATE|none", Takes::date},
        std::pair{"FILE", Takes::file},         std::pair{"FILE|-", Takes::file},
        std::pair{"DIR", Takes::folder},        std::pair{"PERIOD", Takes::period},
        std::pair{"ACTOR", Takes::actor},       std::pair{"MUNICIPALITY", Takes::municipality},
        std::pair{"INITIALS", Takes::initials}, std::pair{"CASE", Takes::open_case},
        std::pair{"REF", Takes::referral}};
    for (const auto& [value, takes] : kinds)
        if (option.value == value) return takes;
    if (option.value == "ID") return taken_as_id(option.names.back());
    const bool name_alone = std::none_of(option.value.begin(), option.value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
    return name_alone ? Takes::nothing : Takes::words;
}

}  // namespace

/// The tree told to CLI11, which reads the arguments; every text for people is ours.
class Parser {
public:
    Parser(const Command& root, const std::vector<std::string>& arguments) : arguments_(arguments) {
        app_.fallthrough();  // global options may stand behind the command; inherited by what is added after
        app_.require_subcommand(
            0, 1);  // once the verb is there, "month" and "list" are words like others; inherited
        app_.set_help_flag();
        declare(app_, root);
    }

    Command::Parsed parse(const Command& root, const std::vector<std::string>& arguments) {
        if (const auto unknown = root.unknown_word(arguments); !unknown.empty())
            throw Error{ErrorKind::usage, unknown};
        try {
            app_.parse(std::vector<std::string>(arguments.rbegin(),
                                                arguments.rend()));  // CLI11 wants the last one first
        } catch (const CLI::ExtrasError&) {
            throw Error{ErrorKind::usage, unknown_option(deepest(root), app_.remaining(true))};
        } catch (const CLI::ArgumentMismatch& mismatch) {
            if (!help_) throw Error{ErrorKind::usage, mismatch_text(mismatch.what())};
        } catch (const CLI::ParseError& fault) {
            if (!help_) throw Error{ErrorKind::usage, fault.what()};
        }
        const Command& command = deepest(root);
        if (!help_ && command.run()) require_arguments(command);
        return {&command, help_};
    }

private:
    void declare(CLI::App& app, const Command& command) {
        // Most of the time would be spent on what is not asked for: it is left out.
        if (may_be_given({"-h", "--help"}))
            app.add_flag_callback("-h,--help", [this] { help_ = true; })->disable_flag_override();
        for (std::size_t i = 0; i < command.options_.size(); ++i)
            if (command.options_[i].argument || may_be_given(command.options_[i].names))
                declare_option(app, command.options_[i], command.setters_[i]);
        for (const auto& below : command.commands_) {
            if (!is_named(*below)) continue;
            below->open();
            CLI::App* const child = app.add_subcommand(below->name_);
            for (const auto& alias : below->aliases_) child->alias(alias);
            declare(*child, *below);
        }
    }

    [[nodiscard]] bool is_named(const Command& command) const {
        return std::any_of(arguments_.begin(), arguments_.end(),
                           [&](const std::string& word) { return command.is_called(word); });
    }

    /// Whether a word may be the option: letters can stand together, and a value behind them or behind "=".
    [[nodiscard]] bool may_be_given(const std::vector<std::string>& names) const {
        const auto may_be = [](const std::string& word, const std::string& name) {
            if (!word.starts_with('-')) return false;
            if (word.starts_with("--")) return std::string_view{word}.substr(0, word.find('=')) == name;
            return !name.starts_with("--") && word.find(name.back(), 1) != std::string::npos;
        };
        return std::any_of(arguments_.begin(), arguments_.end(), [&](const std::string& word) {
            return std::any_of(names.begin(), names.end(),
                               [&](const std::string& name) { return may_be(word, name); });
        });
    }

    void declare_option(CLI::App& app, const OptionInfo& info, const Command::Setter& set) {
        const CLI::callback_t keep = [this, &info, &set](const CLI::results_t& values) {
            given_.push_back(&info);
            for (const auto& value : values) set(value);
            return true;
        };
        const std::string names = fmt::to_string(fmt::join(info.names, ","));
        if (info.argument) {
            app.add_option(CLI::detail::to_lower(names), keep)
                ->expected(1, info.repeatable ? most_values : 1)
                ->allow_extra_args(info.repeatable);
        } else if (info.value.empty()) {
            app.add_flag_callback(names, [&set] { set("1"); })->disable_flag_override();
        } else {
            auto* const option = app.add_option(names, keep)->expected(1)->allow_extra_args(false);
            if (info.repeatable) option->take_all();
        }
    }

    /// The command named last.
    const Command& deepest(const Command& root) {
        const Command* command = &root;
        for (CLI::App* app = &app_; !app->get_subcommands().empty();) {
            app = app->get_subcommands().front();
            command = command->find(app->get_name());
        }
        return *command;
    }

    void require_arguments(const Command& command) {
        for (const auto& option : command.options())
            if (option.required && std::find(given_.begin(), given_.end(), &option) == given_.end())
                throw Error{ErrorKind::usage, tr("{argument} is missing; see {command} --help",
                                                 fmt::arg("argument", option.names.front()),
                                                 fmt::arg("command", command.path()))};
    }

    static std::string mismatch_text(const std::string& what) {
        const std::string name = what.substr(0, what.find_first_of(": "));
        if (what.find("flag override") != std::string::npos)  // named without its dashes
            return tr("{option} takes no value", fmt::arg("option", (name.size() == 1 ? "-" : "--") + name));
        if (what.find("required") != std::string::npos && what.find("received") == std::string::npos)
            return tr("{option} wants a value", fmt::arg("option", name));
        return tr("{option} is given more than once", fmt::arg("option", name));
    }

    static std::string unknown_option(const Command& command, const std::vector<std::string>& extras) {
        std::string first = extras.empty() ? std::string{} : extras.front();
        for (const auto& extra : extras)
            if (extra.starts_with('-')) first = extra;
        if (!first.starts_with('-'))
            return tr("\"{word}\" is one argument too many; see {command} --help", fmt::arg("word", first),
                      fmt::arg("command", command.path()));
        first = first.substr(0, first.find('='));
        std::vector<std::string> known{"--help"};
        for (const auto* level = &command; level != nullptr; level = level->parent_)
            for (const auto& option : level->options_)
                if (!option.argument) known.push_back(option.names.back());
        const auto near = meant_word(first, known);
        if (near)
            return tr("unknown option {option}; did you mean {near}?", fmt::arg("option", first),
                      fmt::arg("near", *near));
        return tr("unknown option {option}; see {command} --help", fmt::arg("option", first),
                  fmt::arg("command", command.path()));
    }

    static constexpr int most_values = 1 << 20;
    const std::vector<std::string>& arguments_;
    CLI::App app_;
    bool help_ = false;
    std::vector<const OptionInfo*> given_;
};

void refuse_word(const std::string& option, const std::string& typed, const std::vector<std::string>& words) {
    const auto near = meant_word(typed, words);
    const std::string all = fmt::to_string(fmt::join(words, ", "));
    if (near)
        throw Error{ErrorKind::usage, tr("{option}: \"{typed}\" is none of {words}; did you mean {near}?",
                                         fmt::arg("option", option), fmt::arg("typed", typed),
                                         fmt::arg("words", all), fmt::arg("near", *near))};
    throw Error{ErrorKind::usage, tr("{option}: \"{typed}\" is none of {words}", fmt::arg("option", option),
                                     fmt::arg("typed", typed), fmt::arg("words", all))};
}

Command& Command::add(const std::string& name, const std::string& summary) {
    commands_.push_back(std::make_unique<Command>(name, summary));
    commands_.back()->parent_ = this;
    return *commands_.back();
}

Command& Command::add_option(const std::string& names, const std::string& value, const std::string& help,
                             bool repeatable, Setter set) {
    keep({split_list(names), value, help, false, false, repeatable}, std::move(set));
    return *this;
}

void Command::keep(OptionInfo info, Setter set) {
    info.group = group_;
    info.takes = taken_by(info);
    if (info.takes == Takes::words) info.words = split_words(info.value);
    options_.push_back(std::move(info));
    setters_.push_back(std::move(set));
}

Command& Command::values(const std::string& words) {
    options_.back().takes = Takes::words;
    options_.back().words = split_words(words);
    return *this;
}

void Command::set(const OptionInfo& option, const std::string& typed) const {
    for (std::size_t i = 0; i < options_.size(); ++i)
        if (&options_[i] == &option) setters_[i](typed);
}

Command& Command::option(const std::string& names, std::string& target, const std::string& value,
                         const std::string& help) {
    return add_option(names, value, help, false, [&target, names](const std::string& typed) {
        if (typed.empty())
            throw Error{ErrorKind::usage,
                        tr("{option} wants a value", fmt::arg("option", names.substr(names.find("--"))))};
        target = typed;
    });
}

Command& Command::option(const std::string& names, std::optional<std::string>& target,
                         const std::string& value, const std::string& help) {
    return add_option(names, value, help, false, [&target](const std::string& typed) { target = typed; });
}

Command& Command::option(const std::string& names, std::vector<std::string>& target, const std::string& value,
                         const std::string& help) {
    return add_option(names, value, help, true,
                      [&target](const std::string& typed) { target.push_back(typed); });
}

Command& Command::flag(const std::string& names, bool& target, const std::string& help) {
    return add_option(names, "", help, false, [&target](const std::string&) { target = true; });
}

Command& Command::add_argument(const std::string& name, const std::string& help, bool required,
                               std::string& target) {
    keep({{name}, name, help, true, required, false},
         [&target](const std::string& typed) { target = typed; });
    return *this;
}

Command& Command::argument(const std::string& name, std::string& target, const std::string& help) {
    return add_argument(name, help, true, target);
}

Command& Command::optional_argument(const std::string& name, std::string& target, const std::string& help) {
    return add_argument(name, help, false, target);
}

Command& Command::arguments(const std::string& name, std::vector<std::string>& target,
                            const std::string& help) {
    optional_arguments(name, target, help);
    options_.back().required = true;
    return *this;
}

Command& Command::optional_arguments(const std::string& name, std::vector<std::string>& target,
                                     const std::string& help) {
    keep({{name}, name, help, true, false, true},
         [&target](const std::string& typed) { target.push_back(typed); });
    return *this;
}

std::string Command::path() const {
    return parent_ == nullptr ? name_ : parent_->path() + ' ' + name_;
}

bool Command::is_called(const std::string& word) const {
    return name_ == word || std::find(aliases_.begin(), aliases_.end(), word) != aliases_.end();
}

const Command* Command::find(const std::string& word) const {
    for (const auto& command : commands_) {
        if (!command->is_called(word)) continue;
        command->open();
        return command.get();
    }
    return nullptr;
}

Command::Parsed Command::parse(const std::vector<std::string>& arguments) const {
    return Parser{*this, arguments}.parse(*this, arguments);
}

/// What to say of the first word that should name a command and does not; empty when all do. CLI11 would only
/// say that a command is required.
std::string Command::unknown_word(const std::vector<std::string>& arguments) const {
    const Command* here = this;
    for (std::size_t i = 0; i < arguments.size() && !here->commands_.empty(); ++i) {
        const std::string& word = arguments[i];
        if (word == "--") return {};
        if (word.starts_with('-')) {
            for (const auto& option : options_)
                if (!option.value.empty() &&
                    std::find(option.names.begin(), option.names.end(), word) != option.names.end())
                    ++i;
            continue;
        }
        if (const Command* below = here->find(word)) {
            here = below;
            continue;
        }
        return here->unknown_command(arguments, i);
    }
    return {};
}

/// The command that words may stand for, as far as they name one: "sag ny" -> aka case new.
const Command* Command::meant_by(const std::vector<std::string>& words, std::size_t first) const {
    const Command* here = this;
    for (std::size_t i = first; i < words.size() && !here->commands_.empty(); ++i) {
        const Command* below = here->find(words[i]);
        std::vector<std::string> known;
        for (const auto& command : here->commands_) known.push_back(command->name_);
        if (const auto near = meant_word(words[i], known); below == nullptr && near)
            below = here->find(*near);
        if (below == nullptr) break;
        here = below;
    }
    return here == this ? nullptr : here;
}

std::string Command::unknown_command(const std::vector<std::string>& words, std::size_t at) const {
    const auto typed = fmt::arg("typed", words[at]);
    if (const Command* near = meant_by(words, at))
        return tr("unknown command \"{typed}\"; did you mean {near}?", typed, fmt::arg("near", near->path()));
    std::vector<std::string> known;
    for (const auto& command : commands_) known.push_back(command->name_);
    return tr("unknown command \"{typed}\"; {path} has {known}", typed, fmt::arg("path", path()),
              fmt::arg("known", fmt::to_string(fmt::join(known, ", "))));
}

}  // namespace aka
