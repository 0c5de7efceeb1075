#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/cli/session.hpp"
#include "aka/model/error.hpp"
#include "aka/text/csv_reader.hpp"

namespace aka {

enum class Wanted { optional, required, repeatable };  ///< repeatable: several may stand in one file

/// A column that an import knows.
struct ImportColumn {
    const char* key;
    Wanted wanted;
    std::vector<const char*> headings;  ///< as `heading_key` has them; the first two are told to people
};

/// A heading or word without what differs from file to file: folded, letters and digits only, so that
/// "CVR-nr." and "cvrnr" are the same.
std::string heading_key(std::string_view text);

/// A CSV file that was read whole and in whose first row the columns were found; its rows are read each time
/// they are asked for.
class ImportFile {
public:
    /// A usage error when the file cannot be read, failed when it is no CSV text or has not the columns
    /// required. What is left out or converted is told to the person.
    ImportFile(const Session& session, const std::string& name, const std::vector<ImportColumn>& columns);

    class Row;
    /// Every row below the headings. What is wrong with one is told at once as "file:line: what", and does
    /// not end the reading; what breaks the file does.
    void each(const std::function<void(Row&)>& row);

    /// Tells the person what is wrong with a line.
    void complain(int line, const std::string& what);
    /// Failed, saying how many lines are good and bad, when there is a bad one.
    void require_good() const;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int rows() const { return rows_; }                 ///< of the last reading
    [[nodiscard]] const std::string& hash() const { return hash_; }  ///< SHA-256 of the file
    [[nodiscard]] bool has(std::string_view key) const;
    /// Failed, naming the columns that were found, unless `there`.
    void require(bool there, std::string_view column) const;

private:
    struct FoundColumn {
        std::string key;
        std::vector<std::size_t> places;
        std::string shown;  ///< its first heading, as messages have it
    };
    [[nodiscard]] const FoundColumn* find(std::string_view key) const;  ///< null when the file has none
    void decode(std::string bytes);
    void find_columns(const std::vector<std::string>& headings, const std::vector<ImportColumn>& columns);
    void tell_unknown(const std::vector<std::string>& unknown) const;
    void check_shape(const CsvRow& cells);

    const Session& session_;
    std::string name_;
    std::string hash_;
    std::string text_;
    char delimiter_ = ';';
    std::vector<std::string> headings_;
    std::vector<FoundColumn> columns_;  ///< few: each cell of each row looks here for its own
    int rows_ = 0;
    int bad_rows_ = 0;
    int last_bad_ = 0;
};

/// One row, its cells asked for by column.
class ImportFile::Row {
public:
    Row(ImportFile& file, const CsvRow& row) : file_(file), row_(row) {}

    [[nodiscard]] int line() const { return row_.line; }

    /// Trimmed and on one line; empty when the file has no such column.
    [[nodiscard]] std::string cell(std::string_view key) const;
    /// With its line breaks; of several such columns all that hold something.
    [[nodiscard]] std::string text(std::string_view key) const;
    /// The column as the file names it.
    [[nodiscard]] std::string heading(std::string_view key) const;

    /// `what` may begin with the heading already, as the messages of `clean_text` do.
    void complain(std::string_view key, const std::string& what);

    /// Calls `use(cell)` when the cell holds something; what it throws becomes a complaint.
    template <class Use>
    void take(std::string_view key, Use use) {
        if (const std::string value = cell(key); !value.empty()) guard(key, [&] { use(value); });
    }
    template <class Work>
    void guard(std::string_view key, Work work) {
        try {
            work();
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::usage && error.kind() != ErrorKind::refused) throw;
            complain(key, error.what());
        }
    }

private:
    ImportFile& file_;
    const CsvRow& row_;
};

}  // namespace aka
