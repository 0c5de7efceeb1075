#pragma once

#include <string>
#include <string_view>

#include "aka/output/document.hpp"

namespace aka {

/// For eyes: aligned columns fitted into the terminal, records downwards, every control character made
/// visible.
std::string write_terminal(const Document& document, const Style& style);

/// For a pipe: no headings, nothing cut; `\t`, `\n` and `\\` stand for tab, newline and backslash inside a
/// cell. With several sections every line begins with the section's key.
std::string write_tsv(const Document& document);

/// RFC 4180 with CRLF; several sections become one long table `section,row,column,value`. A text that a
/// spreadsheet would run as a formula is defused with an apostrophe.
std::string write_csv(const Document& document);

/// The same for a Danish Excel: BOM, `;`, decimal comma.
std::string write_csv_excel(const Document& document);

/// The schema aka/1: sections by key, as arrays of objects, or one object for a record (null when it has no
/// row).
std::string write_json(const Document& document);

/// GitHub's dialect; no text of the register can become markup or HTML.
std::string write_markdown(const Document& document);

/// One page that needs nothing else: no script, nothing fetched, light and dark, for a narrow screen and for
/// paper, with its charts as SVG; no text of the register can become markup.
std::string write_html(const Document& document);

/// A workbook with a sheet for each section: typed cells, no formulas, charts that the program draws. It says
/// that it was made on `made`. Throws a failed error when its temporary files cannot be written.
std::string write_xlsx(const Document& document, Date made);

/// Throws a failed error when the library of workbooks is not there.
void require_xlsx();

/// On one line, and nothing in it means anything to a reader of Markdown.
std::string escape_markdown(std::string_view text);

/// The same, and it cannot become a list item or a rule.
std::string markdown_paragraph(std::string_view text);

}  // namespace aka
