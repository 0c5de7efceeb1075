#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aka {

/// A row of a CSV text that holds something.
struct CsvRow {
    int line = 0;       ///< from 1, where it begins
    int last_line = 0;  ///< a later one, when a quoted cell holds line breaks
    std::vector<std::string> cells;
};

/// Where quotation marks break a CSV text.
struct CsvFault {
    int line = 0;         ///< where the row begins
    int noticed = 0;      ///< the line in which it cannot go on
    bool at_end = false;  ///< the text ended inside a cell
    bool operator==(const CsvFault&) const = default;
};

/// What parts the cells: the sign among `;`, tab and `,` that stands most often in the first line that holds
/// something, outside quotation marks; or what a first line "sep=;" (Excel's) says.
char guess_delimiter(std::string_view text);

/// Calls `row` for each row, but for those without any content; a byte order mark and a line "sep=;" are no
/// content. Cells are trimmed unless quoted, line breaks in them are newlines. RFC 4180, with LF, CRLF or CR
/// at a line's end; a quotation mark that is neither around a cell nor doubled in a quoted one is a fault,
/// and reading ends there.
std::optional<CsvFault> read_csv(std::string_view text, char delimiter,
                                 const std::function<void(const CsvRow&)>& row);

/// The cells of the first such row, into `cells`, reading no further.
std::optional<CsvFault> read_first_row(std::string_view text, char delimiter,
                                       std::vector<std::string>& cells);

}  // namespace aka
