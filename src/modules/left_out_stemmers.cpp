// Of libstemmer's archive only the Danish stemmer is linked into the program: the tables of the others are
// full of addresses, which the loader fills in at each start, four of five of all there are. These stand for
// what its list of languages names. A language that is missing here is only linked too.

// NOLINTBEGIN(*-identifier-naming, *-macro-usage): the library's names
#define AKA_LEFT_OUT(stemmer)                   \
    void* stemmer##_create_env() {              \
        return nullptr;                         \
    }                                           \
    void stemmer##_close_env(void* /*none*/) {} \
    int stemmer##_stem(void* /*none*/) {        \
        return -1;                              \
    }

extern "C" {
// clang-format off
AKA_LEFT_OUT(arabic_UTF_8) AKA_LEFT_OUT(armenian_UTF_8) AKA_LEFT_OUT(basque_UTF_8)
AKA_LEFT_OUT(catalan_UTF_8) AKA_LEFT_OUT(dutch_UTF_8) AKA_LEFT_OUT(english_UTF_8)
AKA_LEFT_OUT(finnish_UTF_8) AKA_LEFT_OUT(french_UTF_8) AKA_LEFT_OUT(german_UTF_8) AKA_LEFT_OUT(greek_UTF_8)
AKA_LEFT_OUT(hindi_UTF_8) AKA_LEFT_OUT(hungarian_UTF_8) AKA_LEFT_OUT(indonesian_UTF_8)
AKA_LEFT_OUT(irish_UTF_8) AKA_LEFT_OUT(italian_UTF_8) AKA_LEFT_OUT(lithuanian_UTF_8)
AKA_LEFT_OUT(nepali_UTF_8) AKA_LEFT_OUT(norwegian_UTF_8) AKA_LEFT_OUT(porter_UTF_8)
AKA_LEFT_OUT(portuguese_UTF_8) AKA_LEFT_OUT(romanian_UTF_8) AKA_LEFT_OUT(russian_UTF_8)
AKA_LEFT_OUT(serbian_UTF_8) AKA_LEFT_OUT(spanish_UTF_8) AKA_LEFT_OUT(swedish_UTF_8)
AKA_LEFT_OUT(tamil_UTF_8) AKA_LEFT_OUT(turkish_UTF_8) AKA_LEFT_OUT(yiddish_UTF_8)
AKA_LEFT_OUT(russian_KOI8_R) AKA_LEFT_OUT(basque_ISO_8859_1) AKA_LEFT_OUT(catalan_ISO_8859_1)
AKA_LEFT_OUT(danish_ISO_8859_1) AKA_LEFT_OUT(dutch_ISO_8859_1) AKA_LEFT_OUT(english_ISO_8859_1)
AKA_LEFT_OUT(finnish_ISO_8859_1) AKA_LEFT_OUT(french_ISO_8859_1) AKA_LEFT_OUT(german_ISO_8859_1)
AKA_LEFT_OUT(indonesian_ISO_8859_1) AKA_LEFT_OUT(irish_ISO_8859_1) AKA_LEFT_OUT(italian_ISO_8859_1)
AKA_LEFT_OUT(norwegian_ISO_8859_1) AKA_LEFT_OUT(porter_ISO_8859_1) AKA_LEFT_OUT(portuguese_ISO_8859_1)
AKA_LEFT_OUT(spanish_ISO_8859_1) AKA_LEFT_OUT(swedish_ISO_8859_1) AKA_LEFT_OUT(hungarian_ISO_8859_2)
AKA_LEFT_OUT(romanian_ISO_8859_2)
// clang-format on
}
// NOLINTEND(*-identifier-naming, *-macro-usage)
