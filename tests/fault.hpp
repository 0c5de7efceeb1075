#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "aka/model/error.hpp"

/// What a call threw; no kind when it threw nothing.
struct Fault {
    std::optional<aka::ErrorKind> kind;
    std::string message;
    bool operator==(const Fault&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Fault& fault) {
    if (!fault.kind) return out << "no error";
    return out << "exit " << aka::exit_status(*fault.kind) << ": " << fault.message;
}

template <class Work>
Fault fault_of(Work work) {
    try {
        work();
    } catch (const aka::Error& error) {
        return {error.kind(), error.what()};
    }
    return {};
}
