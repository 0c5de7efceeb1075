#include "places.hpp"

std::string source_dir() {
    return AKA_SOURCE_DIR;
}
std::string binary_dir() {
    return AKA_BINARY_DIR;
}
