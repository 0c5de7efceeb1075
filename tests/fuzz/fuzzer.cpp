// One target as libFuzzer calls it. What a target throws ends the run as a crash does.
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::AKA_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});  // NOLINT(*-reinterpret-cast): bytes
    return 0;
}
