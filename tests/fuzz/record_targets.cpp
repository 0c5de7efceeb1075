#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "aka/cli/case_rows.hpp"
#include "aka/model/error.hpp"
#include "aka/model/numbers.hpp"
#include "aka/model/personal.hpp"
#include "aka/network/load.hpp"
#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/store/change.hpp"
#include "aka/store/search.hpp"
#include "aka/store/sqlite.hpp"
#include "aka/text/csv_reader.hpp"
#include "aka/text/fold.hpp"
#include "targets.hpp"

namespace fuzz {
namespace {

namespace fs = std::filesystem;

/// A small alliance, of which each input replaces one file; gone at the end.
class Alliance {
public:
    Alliance() {
        std::string name = (fs::temp_directory_path() / "aka-fuzz-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
        path_ = name;
        for (const char* folder : {"municipalities", "actors"}) fs::create_directory(path_ / folder);
        for (const auto& file : files) write(file, file.text);
    }
    Alliance(const Alliance&) = delete;
    Alliance& operator=(const Alliance&) = delete;
    ~Alliance() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    struct File {
        char letter;
        const char* name;
        std::string_view text;
    };
    static const std::array<File, 7> files;

    static const File& named(char letter) {
        for (const auto& file : files)
            if (file.letter == letter) return file;
        return files.at(static_cast<unsigned char>(letter) % files.size());
    }
    void write(const File& file, std::string_view text) const {
        std::ofstream{path_ / file.name, std::ios::binary} << text;
    }
    [[nodiscard]] aka::Network load() const { return aka::load_network(path_); }

private:
    fs::path path_;
};

const std::array<Alliance::File, 7> Alliance::files{
    File{'a', "alliance.toml", "name = \"Alliance\"\nlang = \"da\"\n"},
    File{'t', "topics.toml",
         "[[topic]]\nid = \"rekruttering\"\nda = \"Rekruttering\"\nen = \"Recruitment\"\n"
         "[[topic]]\nid = \"rekruttering/faglaert\"\nda = \"Faglært\"\nen = \"Skilled\"\naliases = "
         "[\"faglært\"]\n"},
    File{'s', "schemes.toml", ""},
    File{'o', "occupations.toml", ""},
    File{'f', "funders.toml", ""},
    File{'m', "municipalities/naestved.toml",
         "id = \"naestved\"\ncode = \"0370\"\nname = \"Næstved\"\nprefix = \"NAE\"\npostcodes = "
         "[\"4700\"]\n[office]\n"
         "id = \"erhverv\"\nname = \"Erhverv\"\nverified = \"general\"\nsource = \"general knowledge\"\n"},
    File{'c', "actors/education.toml",
         "[[actor]]\nid = \"zbc\"\nname = \"ZBC\"\nkind = \"education\"\nmunicipalities = [\"*\"]\n"
         "topics = [\"rekruttering/faglaert\"]\nverified = \"general\"\nsource = \"general knowledge\"\n"}};

const Alliance& alliance() {
    static const Alliance made;
    return made;
}

void check_fit(const std::string& value, aka::Lines lines = aka::Lines::one) {
    must(!aka::find_text_fault(value, lines), "an unfit text was taken");
    must(aka::to_nfc(value) == value, "a text was taken that is not composed");
}

void check_network(const aka::Network& network) {
    must(!network.topics.empty() && !network.municipalities.empty(),
         "an alliance without topics or municipalities");
    check_fit(network.name);
    for (const auto& topic : network.topics) {
        check_fit(topic.label.da);
        must(network.find(topic.id) != nullptr, "a topic is not found by its own id");
    }
    for (const auto& municipality : network.municipalities) {
        check_fit(municipality.name);
        must(network.municipality(municipality.id.text).id == municipality.id,
             "a municipality is not found by its id");
        must(municipality.prefix.size() == 3, "a prefix that is not three letters long");
    }
    for (const auto& actor : network.actors) check_fit(actor.name);
}

/// The cells, quoted and read once more.
void check_cells(std::string_view text, char delimiter) {
    std::string quoted;
    std::vector<std::vector<std::string>> rows;
    aka::read_csv(text, delimiter, [&](const aka::CsvRow& row) {
        must(row.line >= 1 && row.last_line >= row.line, "a row without a line");
        rows.push_back(row.cells);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i > 0) quoted += delimiter;
            quoted += '"';
            for (const char c : row.cells[i]) quoted.append(c == '"' ? 2 : 1, c);
            quoted += '"';
        }
        quoted += '\n';
    });
    std::size_t at = 0;
    const auto fault = aka::read_csv(quoted, delimiter, [&](const aka::CsvRow& row) {
        must(at < rows.size() && rows[at] == row.cells, "quoted cells read otherwise");
        ++at;
    });
    must(!fault && at == rows.size(), "quoted cells are refused");
}

void check_record(const aka::Session& session, const aka::PastEnquiry& past) {
    const auto& enquiry = past.enquiry;
    for (const auto* value :
         {&enquiry.title, &enquiry.business.name, &enquiry.business.contact, &enquiry.consultant}) {
        check_fit(*value);
        must(!aka::find_cpr(*value), "a personal number was taken");
    }
    check_fit(enquiry.text, aka::Lines::many);
    must(!aka::find_cpr(enquiry.text), "a personal number was taken");
    if (!enquiry.business.cvr.empty())
        must(aka::parse_cvr(enquiry.business.cvr) == enquiry.business.cvr,
             "a CVR number was taken that is none");
    for (const auto& need : enquiry.needs) {
        must(session.network().find(need.topic) != nullptr, "a topic was taken that is none");
        must(!need.positions || *need.positions > 0, "no posts were taken");
    }
}

/// A register with one case, whose title each input replaces.
struct Searched {
    std::unique_ptr<aka::SqliteRegister> db = aka::open_sqlite(":memory:", aka::OpenFor::creating);
    aka::Case file;

    Searched() {
        aka::Change change{*db, {"MK", "tester"}, aka::Instant{*aka::parse_iso_date("2026-11-23")}, false};
        file.ref = {"NAE", 2026, 1};
        file.received_in = file.owner = {"naestved"};
        file.consultant = "MK";
        file.title = "Mangler tømrere";
        file.received_on = *aka::parse_iso_date("2026-11-02");
        change.insert(file);
        aka::index_case(*db, file);
    }
    bool finds(std::string_view words, const char* owner) {
        aka::CaseFilter filter;
        filter.owner = {owner};
        filter.own = {"naestved"};
        filter.words = words;
        const auto found = aka::list_cases(*db, filter).size();
        must(found <= 1 && static_cast<std::int64_t>(found) == aka::count_cases(*db, filter),
             "list and count differ");
        return found == 1;
    }
};

}  // namespace

void toml(std::string_view bytes) {
    if (bytes.empty()) return;
    const auto& file = Alliance::named(bytes.front());
    alliance().write(file, bytes.substr(1));
    try {
        check_network(alliance().load());
    } catch (const aka::Error& error) {
        must(error.kind() == aka::ErrorKind::config, "not called an error of the configuration");
        must(std::string_view{error.what()}.find(".toml") != std::string_view::npos,
             "an error that names no file");
    }
    alliance().write(file, file.text);
}

void import(std::string_view bytes) {
    if (bytes.find('\0') == std::string_view::npos) check_cells(bytes, aka::guess_delimiter(bytes));
    static const auto network = std::make_shared<const aka::Network>(alliance().load());
    std::istringstream in{std::string{bytes}};
    std::ostringstream out;
    std::ostringstream err;
    aka::Environment environment{in, out, err};
    environment.variables = {
        {"AKA_MUNICIPALITY", "naestved"}, {"AKA_USER", "MK"}, {"AKA_CONFIG", "/"}, {"HOME", "/nonexistent"}};
    environment.clock = [] { return aka::Instant{*aka::parse_iso_date("2026-11-23")}; };
    environment.local_day = [](aka::Instant now) { return std::chrono::floor<std::chrono::days>(now); };
    environment.load_network = [](const fs::path&) { return network; };
    const aka::GlobalOptions options;
    const aka::Session session{environment, options};
    try {
        aka::ImportFile file{session, "-", aka::case_columns()};
        int rows = 0;
        file.each([&](aka::ImportFile::Row& row) {
            ++rows;
            check_record(session, aka::read_case(session, row));
        });
        must(rows <= file.rows(), "more rows than were counted");
        must(!aka::find_text_fault(err.str(), aka::Lines::many), "what is told could steer the terminal");
        file.require_good();
    } catch (const aka::Error& error) {
        must(*error.what() != '\0', "an error without a word");
    }
}

void search(std::string_view bytes) {
    static Searched searched;
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto words = bytes.substr(0, end);
    const auto title = bytes.substr(std::min(end + 1, bytes.size()));
    searched.file.title = title.substr(0, title.find('\0'));
    aka::index_case(*searched.db, searched.file);

    if (!words.empty())
        must(searched.finds(words, "naestved") == searched.finds(words, ""), "found by one office only");
    const auto own = aka::fold_words(searched.file.title);
    // Of later letters the index may not know yet that they are some.
    const bool european =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0xCA; });
    if (!own.empty() && european && !aka::find_text_fault(searched.file.title, aka::Lines::many))
        must(searched.finds(searched.file.title, "naestved"), "a title is not found by its own words");
    const auto& wanted = aka::fold_words(words);
    const bool ascii =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii || wanted.empty() || words.find('\0') != std::string_view::npos) return;
    const bool there = std::all_of(wanted.begin(), wanted.end(), [&](const auto& word) {
        return std::any_of(own.begin(), own.end(), [&](const auto& one) { return one.starts_with(word); });
    });
    must(searched.finds(words, "naestved") == there, "the index answers otherwise than the words do");
}

}  // namespace fuzz
