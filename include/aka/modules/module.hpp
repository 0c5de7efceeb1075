#pragma once

#include <cstddef>

namespace aka {

/// What a module shows of itself, under the name `aka_module`: a library that few commands need stands in a
/// shared object of its own, which those load. Program and module share no C++: each may have its own
/// runtime, so only plain data and functions that throw nothing pass between them.
struct Module {
    const char* version;    ///< of the aka it was built with
    std::size_t size;       ///< of the table
    const void* functions;  ///< the table
};

/// The table of aka_NAME.so, which lies in the folder of modules beside the program and is looked for nowhere
/// else; it stays loaded. Throws a failed error when the module is missing, or not of this aka.
const void* load_module(const char* name, std::size_t size);

/// The same, once: the table is the module's `Library`.
template <class Library>
const Library& module_functions(const char* name) {
    static const auto* const functions = static_cast<const Library*>(load_module(name, sizeof(Library)));
    return *functions;
}

}  // namespace aka

/// The one symbol of a module.
#define AKA_MODULE(table)                                                           \
    extern "C" __attribute__((visibility("default"))) const aka::Module aka_module; \
    const aka::Module aka_module {                                                  \
        AKA_VERSION, sizeof(table), &(table)                                        \
    }
