#include "aka/store/search.hpp"

#include <fmt/format.h>

#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/fold.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

/// What the index holds of a case.
struct Words {
    std::string business;
    std::string title;
    std::string text;
    std::string notes;
    bool operator==(const Words&) const = default;
};

std::string words_of(const std::string& name, const std::string& cvr) {
    return fold(name) + ' ' + cvr;
}

std::string words_of_notes(Database& db, CaseId id) {
    std::string notes;
    db.each("SELECT text FROM note WHERE case_id = $1 ORDER BY id", {id.value},
            [&](const Row& row) { notes += fold(row.text("text")) + '\n'; });
    return notes;
}

}  // namespace

void index_case(Database& db, const Case& file) {
    std::optional<Business> business;
    if (file.business) business = get_business(db, *file.business);
    const Words words{business ? words_of(business->name, business->cvr) : "", fold(file.title),
                      fold(file.text), words_of_notes(db, file.id)};
    // FTS5 is the engine's own: this statement is SQLite's.
    db.query(
        "INSERT OR REPLACE INTO case_search (rowid, business, title, text, notes) VALUES ($1, $2, $3, $4, "
        "$5)",
        {file.id.value, words.business, words.title, words.text, words.notes});
}

void index_new_case(Database& db, const Case& file, const Business& business) {
    db.query("INSERT INTO case_search (rowid, business, title, text, notes) VALUES ($1, $2, $3, $4, '')",
             {file.id.value, words_of(business.name, business.cvr), fold(file.title), fold(file.text)});
}

void unindex_case(Database& db, CaseId id) {
    db.query("DELETE FROM case_search WHERE rowid = $1", {id.value});
}

void purge_index(Database& db) {
    db.query("INSERT INTO case_search (case_search) VALUES ('optimize')");
}

std::vector<std::string> verify_index(Database& db) {
    std::vector<std::string> found;
    db.each(
        "SELECT c.*, b.name, b.cvr, s.rowid AS indexed, s.business AS business_words, s.title AS "
        "title_words,\n"
        "  s.text AS text_words, s.notes AS note_words\n"
        "FROM case_file c LEFT JOIN business b ON b.id = c.business_id\n"
        "LEFT JOIN case_search s ON s.rowid = c.id ORDER BY c.id",
        {}, [&](const Row& row) {
            const bool indexed = !row.is_null("indexed");
            if (Stored<Case>::read(row).erased() && !indexed) return;
            const Words words{row.is_null("name") ? "" : words_of(row.text("name"), row.optional_text("cvr")),
                              fold(row.text("title")), fold(row.text("text")),
                              words_of_notes(db, CaseId{row.integer("id")})};
            if (!indexed || Words{row.text("business_words"), row.text("title_words"), row.text("text_words"),
                                  row.text("note_words")} != words)
                found.push_back(tr("the search index does not hold the words of {ref}",
                                   fmt::arg("ref", row.text("ref"))));
        });
    db.each(
        "SELECT rowid AS id FROM case_search WHERE rowid NOT IN (SELECT id FROM case_file) ORDER BY rowid",
        {}, [&](const Row& row) {
            found.push_back(tr("the search index holds words of case {id}, which is not there",
                               fmt::arg("id", row.integer("id"))));
        });
    return found;
}

std::string match_expression(std::string_view words) {
    std::string expression;
    for (const auto& word : fold_words(words)) {
        if (!expression.empty()) expression += ' ';
        expression += '"' + word + "\"*";
    }
    return expression.empty() ? "\"\"" : expression;
}

}  // namespace aka
