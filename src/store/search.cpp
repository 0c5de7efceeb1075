#include "aka/store/search.hpp"

#include "aka/store/businesses.hpp"
#include "aka/store/cases.hpp"
#include "aka/text/fold.hpp"

namespace aka {

void index_case(Database& db, const Case& file) {
    std::string business;
    if (file.business) {
        const auto found = get_business(db, *file.business);
        business = fold(found.name) + ' ' + found.cvr;
    }
    std::string notes;
    for (const auto& note : notes_of(db, file.id)) notes += fold(note.text) + '\n';
    // FTS5 is the engine's own: this statement is SQLite's.
    db.query(
        "INSERT OR REPLACE INTO case_search (rowid, business, title, text, notes) VALUES ($1, $2, $3, $4, "
        "$5)",
        {file.id.value, business, fold(file.title), fold(file.text), notes});
}

void unindex_case(Database& db, CaseId id) {
    db.query("DELETE FROM case_search WHERE rowid = $1", {id.value});
}

void purge_index(Database& db) {
    db.query("INSERT INTO case_search (case_search) VALUES ('optimize')");
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
