#include <stdlib.h>  // NOLINT(*-deprecated-headers): mkdtemp is POSIX

#include <filesystem>
#include <fstream>
#include <sstream>

#include "aka/cli/ask.hpp"
#include "aka/cli/files.hpp"
#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"
#include "aka/text/utf8.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

/// A folder for this user alone, gone with what is in it.
class PrivateFolder {
public:
    explicit PrivateFolder(const std::string& place) {
        std::string pattern = place + "/aka-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr)
            throw Error{ErrorKind::failed,
                        tr("cannot make a folder for the editor in {place}", fmt::arg("place", place))};
        path_ = pattern;
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// The editor's words: EDITOR may hold arguments, as "code --wait"; no shell reads them.
std::vector<std::string> editor_command(const Environment& environment) {
    std::string editor = environment.variable("VISUAL");
    if (editor.empty()) editor = environment.variable("EDITOR");
    if (editor.empty()) editor = fs::exists("/usr/bin/editor") ? "editor" : "vi";
    std::istringstream words{editor};
    return {std::istream_iterator<std::string>{words}, {}};
}

/// What is typed stays out of the disk where the system has a place for that.
std::string place_for_editing(const Environment& environment) {
    for (const char* variable : {"XDG_RUNTIME_DIR", "TMPDIR"})
        if (const auto place = environment.variable(variable); fs::is_directory(place)) return place;
    return "/tmp";
}

std::string without_comments(const std::string& text) {
    std::string kept;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with('#')) kept += line + '\n';
    return std::string{trim(kept)};
}

}  // namespace

std::string edit_text(const Session& session, const std::string& hint, const std::string& begun,
                      const Typing& typing) {
    auto& environment = session.environment();
    if (session.options().no_input)
        throw Error{ErrorKind::usage, tr("--editor asks a person; use --file with --no-input")};
    const PrivateFolder folder{place_for_editing(environment)};
    const fs::path file = folder.path() / "text.txt";
    write_file(file, begun + "\n# " + hint + "\n# " +
                         tr("Lines beginning with # are dropped; an empty text cancels.") + "\n");
    auto command = editor_command(environment);
    command.push_back(file.string());
    const bool went_well = environment.run_editor(command);
    std::string text = without_comments(read_text(file.string(), environment.in));
    if (!text.empty()) typing(text);
    if (!went_well)
        throw Error{ErrorKind::failed,
                    tr("the editor {editor} failed; nothing was saved", fmt::arg("editor", command.front()))};
    if (text.empty()) throw Error{ErrorKind::cancelled, tr("the text is empty; nothing was saved")};
    return text;
}

}  // namespace aka
