#include "aka/cli/meant.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aka/text/fold.hpp"

namespace aka {
namespace {

/// Danish words, folded and without what joins them, and the English ones they may stand for.
constexpr std::array danish{
    std::pair{"sag", "case"}, std::pair{"sager", "case"}, std::pair{"henvendelse", "case"},
    std::pair{"henvis", "refer"}, std::pair{"henvisning", "refer"}, std::pair{"henvisninger", "refer"},
    std::pair{"aktoer", "actors"}, std::pair{"aktoerer", "actors"}, std::pair{"aktoer", "actor"},
    std::pair{"rapport", "report"}, std::pair{"rapporter", "report"}, std::pair{"overblik", "status"},
    std::pair{"konfiguration", "config"}, std::pair{"opsaetning", "config"},
    std::pair{"indstillinger", "config"}, std::pair{"register", "data"}, std::pair{"hjaelp", "help"},
    std::pair{"hjaelp", "--help"}, std::pair{"udfyldning", "completion"}, std::pair{"ny", "new"},
    std::pair{"opret", "new"}, std::pair{"registrer", "new"}, std::pair{"liste", "list"},
    std::pair{"oversigt", "list"}, std::pair{"vis", "show"}, std::pair{"kvittering", "receipt"},
    std::pair{"ret", "edit"}, std::pair{"rediger", "edit"}, std::pair{"notat", "note"},
    std::pair{"noter", "note"}, std::pair{"opfoelgning", "followup"}, std::pair{"foelgop", "followup"},
    std::pair{"samtykke", "consent"}, std::pair{"luk", "close"}, std::pair{"afslut", "close"},
    std::pair{"genaabn", "reopen"}, std::pair{"opsoegende", "outreach"}, std::pair{"importer", "import"},
    std::pair{"tilbagemelding", "feedback"}, std::pair{"tilfredshed", "feedback"},
    std::pair{"overdrag", "handover"}, std::pair{"flet", "merge"}, std::pair{"sammenlaeg", "merge"},
    std::pair{"slet", "erase"}, std::pair{"foreslaa", "suggest"}, std::pair{"forslag", "suggest"},
    std::pair{"send", "send"}, std::pair{"opdater", "update"}, std::pair{"faerdig", "done"},
    std::pair{"brev", "letter"}, std::pair{"paamind", "remind"}, std::pair{"rykker", "remind"},
    std::pair{"kapacitet", "capacity"}, std::pair{"kontrol", "check"}, std::pair{"kontroller", "check"},
    std::pair{"tjek", "check"}, std::pair{"bekraeft", "verify"}, std::pair{"daekning", "coverage"},
    std::pair{"emner", "topics"}, std::pair{"emne", "topic"}, std::pair{"ordninger", "schemes"},
    std::pair{"ordning", "scheme"}, std::pair{"maaned", "month"}, std::pair{"uopfyldt", "unmet"},
    std::pair{"mangel", "shortage"}, std::pair{"tilfredshed", "satisfaction"},
    std::pair{"upartiskhed", "impartiality"}, std::pair{"offentliggoer", "publish"},
    std::pair{"bevillingsgiver", "funder"}, std::pair{"sikkerhedskopi", "backup"},
    std::pair{"kopi", "backup"}, std::pair{"gendan", "restore"}, std::pair{"eksporter", "export"},
    std::pair{"person", "subject"}, std::pair{"start", "init"}, std::pair{"sti", "path"},
    // options
    std::pair{"kommune", "municipality"}, std::pair{"som", "as"}, std::pair{"titel", "title"},
    std::pair{"virksomhed", "company"}, std::pair{"telefon", "phone"}, std::pair{"mail", "email"},
    std::pair{"kontakt", "contact"}, std::pair{"stilling", "occupation"}, std::pair{"antal", "positions"},
    std::pair{"hindring", "obstacle"}, std::pair{"modtaget", "received"}, std::pair{"stoerrelse", "size"},
    std::pair{"aarsag", "reason"}, std::pair{"grund", "reason"}, std::pair{"udfald", "outcome"},
    std::pair{"resultat", "outcome"}, std::pair{"sprog", "lang"}, std::pair{"idag", "today"},
    std::pair{"fra", "since"}, std::pair{"til", "until"}, std::pair{"overskredet", "overdue"},
    std::pair{"mine", "mine"}, std::pair{"frist", "deadline"}, std::pair{"fil", "file"},
    // codes
    std::pair{"aaben", "open"}, std::pair{"aabne", "open"}, std::pair{"lukket", "closed"},
    std::pair{"lukkede", "closed"}, std::pair{"venter", "waiting"}, std::pair{"alle", "all"},
    std::pair{"moede", "meeting"}, std::pair{"brev", "paper"}, std::pair{"papir", "paper"},
    std::pair{"ingen", "none"}, std::pair{"anonym", "anonymous"}, std::pair{"fuld", "full"},
    std::pair{"opfyldt", "met"}, std::pair{"delvis", "partly"}, std::pair{"trukket", "withdrawn"},
    std::pair{"accepteret", "accepted"}, std::pair{"aktiv", "active"}, std::pair{"afvist", "declined"},
    std::pair{"afslaaet", "declined"}, std::pair{"annulleret", "cancelled"},
    std::pair{"intetsvar", "no-answer"}, std::pair{"fejl", "error"}, std::pair{"fejl", "mistake"},
    std::pair{"loen", "pay"}, std::pair{"sproget", "language"}, std::pair{"sprog", "language"},
    std::pair{"arbejdstid", "hours"}, std::pair{"jobcenter", "jobcentre"},
    std::pair{"uddannelse", "education"}, std::pair{"fagforening", "union"},
    std::pair{"akasse", "unemployment_fund"}, std::pair{"vikarbureau", "recruitment_agency"},
    std::pair{"arbejdsgiverforening", "employer_org"}, std::pair{"kampagne", "campaign"},
    std::pair{"hjulpet", "helped"}, std::pair{"begraenset", "limited"}, std::pair{"ja", "yes"},
    std::pair{"nej", "no"}, std::pair{"offentlig", "public"}, std::pair{"offentlighed", "public"},
    std::pair{"navn", "name"}, std::pair{"dansk", "da"}, std::pair{"engelsk", "en"},
    std::pair{"opfoelgning", "followup"}, std::pair{"forrige", "previous"},
    std::pair{"sidsteaar", "lastyear"}, std::pair{"sidstemaaned", "lastmonth"},
    std::pair{"dennemaaned", "thismonth"}, std::pair{"iaar", "thisyear"},
    // topics of help
    std::pair{"datoer", "dates"}, std::pair{"dato", "dates"}, std::pair{"slutkoder", "exit-codes"},
    std::pair{"formater", "formats"}, std::pair{"privatliv", "privacy"}, std::pair{"persondata", "privacy"},
    std::pair{"miljoe", "environment"}};

std::string without_joints(std::string_view word) {
    std::string plain = fold(word);
    plain.erase(
        std::remove_if(plain.begin(), plain.end(), [](char c) { return c == '-' || c == '_' || c == ' '; }),
        plain.end());
    return plain;
}

/// "--kommune" -> "--municipality".
std::optional<std::string> from_danish(std::string_view typed, const std::vector<std::string>& words) {
    const std::string plain = without_joints(typed);
    for (const auto& [dane, english] : danish) {
        if (plain != dane) continue;
        for (const auto& word : words)
            if (word == english || (word.starts_with("--") && word.substr(2) == english)) return word;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> meant_word(std::string_view typed, const std::vector<std::string>& words) {
    constexpr std::size_t shortest = 3;  // of fewer letters anything is near
    if (auto word = from_danish(typed, words)) return word;
    return typed.size() < shortest ? std::nullopt : closest(typed, words);
}

std::vector<std::string> known_in_danish() {
    std::vector<std::string> words;
    words.reserve(danish.size());
    for (const auto& [dane, english] : danish) words.emplace_back(english);
    return words;
}

}  // namespace aka
