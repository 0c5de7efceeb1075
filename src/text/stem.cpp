#include "aka/text/stem.hpp"

#include <libstemmer.h>

#include <memory>
#include <stdexcept>

#include "aka/text/fold.hpp"

namespace aka {
namespace {

struct DeleteStemmer {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

sb_stemmer& danish() {
    static const std::unique_ptr<sb_stemmer, DeleteStemmer> stemmer{sb_stemmer_new("danish", "UTF_8")};
    if (!stemmer) throw std::runtime_error("libstemmer has no Danish");
    return *stemmer;
}

}  // namespace

std::string danish_stem(std::string_view word) {
    const std::string lower = to_lower(word);
    auto* const begin = reinterpret_cast<const sb_symbol*>(
        lower.data());  // NOLINT(*-reinterpret-cast): libstemmer takes bytes
    const sb_symbol* stem = sb_stemmer_stem(&danish(), begin, static_cast<int>(lower.size()));
    const auto length = static_cast<std::size_t>(sb_stemmer_length(&danish()));
    return fold({reinterpret_cast<const char*>(stem), length});  // NOLINT(*-reinterpret-cast)
}

}  // namespace aka
