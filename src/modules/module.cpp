#include "aka/modules/module.hpp"

#include <dlfcn.h>

#include <filesystem>
#include <string_view>
#include <system_error>

#include "aka/model/error.hpp"
#include "aka/text/tr.hpp"

namespace aka {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_load(const std::string& why) {
    throw Error{ErrorKind::failed,
                tr("a part of aka cannot be loaded: {why}; install aka again", fmt::arg("why", why))};
}

/// Neither the folder one stands in nor the environment has a say: whoever can write there could have any
/// program run.
fs::path module_file(const char* name) {
    std::error_code failure;
    const fs::path program = fs::read_symlink("/proc/self/exe", failure);
    if (failure) cannot_load(failure.message());
    const fs::path folder = program.parent_path() / AKA_MODULE_FOLDER;
    return folder.lexically_normal() / (std::string{"aka_"} + name + ".so");
}

}  // namespace

const void* load_module(const char* name, std::size_t size) {
    const fs::path file = module_file(name);
    void* const loaded = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (loaded == nullptr) cannot_load(dlerror());  // NOLINT(concurrency-mt-unsafe): there is one thread
    const auto* const module = static_cast<const Module*>(dlsym(loaded, "aka_module"));
    if (module == nullptr || std::string_view{module->version} != AKA_VERSION || module->size != size)
        cannot_load(tr("{file} is not of aka {version}", fmt::arg("file", file.string()),
                       fmt::arg("version", AKA_VERSION)));
    return module->functions;
}

}  // namespace aka
