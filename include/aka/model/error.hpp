#pragma once

#include <stdexcept>
#include <string>

namespace aka {

/// Why a command ended; each kind has one exit status (see `exit_status`).
enum class ErrorKind {
    failed,       ///< the work could not be done: an import with bad lines, an unexpected fault
    cancelled,    ///< by the person at the keyboard
    usage,        ///< wrong option, argument or value
    refused,      ///< by a rule of the field: no consent, illegal transition, a CPR number
    not_found,    ///< no such case, referral or actor
    config,       ///< the alliance's configuration is invalid
    storage,      ///< the register is locked, read-only, foreign, damaged or newer than the program
    pending,      ///< something is overdue or was found, where the command was asked to say so
    interrupted,  ///< by Ctrl-C at a question
    output,       ///< done and stored, but the result could not be written out
};

/// The one exception of aka. `what()` is one line or more for people, without a final newline: it names the
/// thing and the way out.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }

private:
    ErrorKind kind_;
};

/// The exit status of the process, as agreed for the command line.
constexpr int exit_status(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::failed:
            return 1;
        case ErrorKind::cancelled:
            return 2;
        case ErrorKind::usage:
            return 3;
        case ErrorKind::refused:
            return 4;
        case ErrorKind::not_found:
            return 5;
        case ErrorKind::config:
            return 6;
        case ErrorKind::storage:
            return 7;
        case ErrorKind::pending:
            return 8;
        case ErrorKind::output:
            return 9;
        case ErrorKind::interrupted:
            return 130;
    }
    return 1;
}

}  // namespace aka
