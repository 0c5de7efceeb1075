#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <system_error>

#include "aka/model/error.hpp"
#include "aka/service/moving.hpp"
#include "aka/service/passing.hpp"
#include "aka/store/events.hpp"
#include "aka/store/tables.hpp"
#include "aka/text/tr.hpp"
#include "moving_tables.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Gone with all that is in it unless it got its name.
class PassingFolder {
public:
    explicit PassingFolder(const fs::path& beside) : path_(passing_name(beside)), left_(path_) {
        if (mkdir(path_.c_str(), S_IRWXU) != 0) cannot_write(path_);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    ~PassingFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path operator/(const std::string& name) {
        left_files_.push_back(std::make_unique<Leftover>(path_ / name));
        return path_ / name;
    }

    void rename_to(const fs::path& folder) const {
        put_on_disk(path_);
        if (std::rename(path_.c_str(), folder.c_str()) != 0) cannot_write(folder);
        put_on_disk(folder.parent_path());
    }

private:
    fs::path path_;
    Leftover left_;  // goes last
    std::vector<std::unique_ptr<Leftover>> left_files_;
};

/// A file of the export as it grows; on the disk once it is finished.
class GrowingFile {
public:
    explicit GrowingFile(fs::path path) : path_(std::move(path)), out_(path_, std::ios::binary) {}
    void write(const std::string& text) {
        if (!(out_ << text)) cannot_write(path_);
    }
    void finish() {
        out_.close();
        if (!out_) cannot_write(path_);
        put_on_disk(path_);
    }

private:
    fs::path path_;
    std::ofstream out_;
};

Json to_json(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return nullptr;
}

std::string line_of(const TableShape& table, const Row& row) {
    Json line = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        line[table.columns[i].name] = to_json(row.values()[i]);
    try {
        return line.dump() + '\n';
    } catch (const Json::exception&) {
        throw Error{ErrorKind::storage,
                    tr("the register is damaged: {table} holds text that is no UTF-8; see "
                       "aka data check",
                       fmt::arg("table", table.name))};
    }
}

Json described(const TableShape& table, std::int64_t rows) {
    Json columns = Json::array();
    for (const auto& column : table.columns) {
        Json told{{"name", column.name},
                  {"type", column.number ? "integer" : "string"},
                  {"required", column.required}};
        if (!column.references.empty()) told["references"] = column.references;
        columns.push_back(std::move(told));
    }
    return {{"name", table.name},
            {"file", table.name + ".jsonl"},
            {"holds", told_of_table(table.name)},
            {"rows", rows},
            {"key", table.key},
            {"columns", std::move(columns)}};
}

std::string readme(const Json& schema) {
    std::string text = tr(
        "# A register of aka\n\n"
        "Everything that the register held on {made}, in open formats. It is as confidential as the "
        "register:\n"
        "names, phone numbers and what businesses said are in it, and it is not encrypted.\n\n"
        "- Each file `.jsonl` is a table in JSON Lines: UTF-8, one record a line, an object with all "
        "columns.\n"
        "- `schema.json` tells each table's columns: `integer` or `string`, whether `null` may stand there,\n"
        "  and the table that a number points to (its `id` there).\n"
        "- Days are 2026-11-21, moments 2026-11-21T13:05:09Z (UTC). Yes and no are 1 and 0. `id` counts "
        "within\n"
        "  its table; `key` is random and the same in every copy. `recorded` is the real moment.\n"
        "- Codes are those of the manual (`man aka-case`, `man aka-refer`); ids of topics, municipalities "
        "and\n"
        "  actors are those of the alliance's configuration, which is not in here.\n"
        "- The audit chain can be checked without aka: `commitment` is SHA-256(salt, body), `hash` is\n"
        "  SHA-256(seq, recorded, happened, kind, subject, who, os_user, commitment, hash of the event "
        "before;\n"
        "  64 zeros before the first), each part preceded by its length in 8 bytes, most significant first.\n"
        "  The last hash is {hash}.\n\n"
        "`aka data import` makes a register of this folder, also after changes: then the chain tells.\n\n"
        "| file | records | what one is |\n|---|---|---|\n",
        fmt::arg("made", schema.at("made").get<std::string>()),
        fmt::arg("hash", schema.at("head_hash").get<std::string>()));
    for (const auto& table : schema.at("tables"))
        text += fmt::format("| {} | {} | {} |\n", table.at("file").get<std::string>(),
                            table.at("rows").get<std::int64_t>(), table.at("holds").get<std::string>());
    return text;
}

}  // namespace

std::string told_of_table(const std::string& table) {
    static const std::map<std::string, const char*> told{
        {"actor_capacity", to_translate("what an actor said of how much it can take on")},
        {"actor_check", to_translate("a person checked an actor's entry")},
        {"business", to_translate("a business, with its CVR number where it is known")},
        {"case_file", to_translate("a case: what a business asked for")},
        {"consent", to_translate("what a business agreed to have shared, or withdrew")},
        {"contact", to_translate("a person to talk to in a business")},
        {"counter", to_translate("the last number given to a case in a year")},
        {"draw", to_translate("a drawn order of actors for a need")},
        {"draw_place", to_translate("an actor's place in a draw, with its credit before")},
        {"event", to_translate("a link of the audit chain: who changed what, and when")},
        {"event_body",
         to_translate("what an event changed, as JSON, with the salt of its commitment; none when erased")},
        {"extra_proposal", to_translate("an actor that was proposed further down a draw")},
        {"feedback", to_translate("a question after satisfaction, and its answer")},
        {"followup", to_translate("a day on which a case is to be taken up again")},
        {"ledger", to_translate("an actor's running credit in the fair-share ledger")},
        {"merged_case", to_translate("a case that went into another one")},
        {"need", to_translate("one topic of a case, with what became of it")},
        {"note", to_translate("a note on a case")},
        {"prospect", to_translate("a business on a list of those worth a call")},
        {"publication", to_translate("a report that was published")},
        {"published_figure", to_translate("a figure of a published report")},
        {"referral", to_translate("a case sent to an actor")},
        {"referral_step", to_translate("a change of a referral's state")},
        {"register", to_translate("the register itself")}};
    const auto found = told.find(table);
    return found == told.end() ? std::string{} : tr(found->second);
}

Export export_register(SqliteRegister& db, const fs::path& folder, Instant now) {
    const fs::path target = fs::absolute(folder / "").parent_path();  // also of a name that ends with a slash
    if (fs::exists(fs::symlink_status(target)))
        throw Error{ErrorKind::usage, tr("{folder} exists; name a folder that is still to be made",
                                         fmt::arg("folder", target.string()))};
    if (!fs::is_directory(target.parent_path()))
        throw Error{ErrorKind::usage, tr("no folder {folder} to make the export in",
                                         fmt::arg("folder", target.parent_path().string()))};
    PassingFolder part{target};
    Export made{target, 0, 0, {}};
    Json tables = Json::array();
    db.read_together([&] {
        made.head_hash = head_hash(db);
        for (const auto& table : tables_of(db)) {
            GrowingFile file{part / (table.name + ".jsonl")};
            std::int64_t rows = 0;
            each_row(db, table, [&](const Row& row) {
                file.write(line_of(table, row));
                ++rows;
            });
            file.finish();
            tables.push_back(described(table, rows));
            made.rows += rows;
            ++made.tables;
        }
    });
    const Json schema{{"schema", export_form},
                      {"version", newest_schema()},
                      {"made", to_iso(now)},
                      {"head_hash", made.head_hash},
                      {"tables", std::move(tables)}};
    for (const auto& [name, text] :
         {std::pair<std::string, std::string>{"schema.json", schema.dump(2) + '\n'},
          {"README.md", readme(schema)}}) {
        GrowingFile file{part / name};
        file.write(text);
        file.finish();
    }
    part.rename_to(target);
    return made;
}

}  // namespace aka
