#pragma once

#include <array>
#include <string_view>

/// The words that inventions are made of.
namespace aka::bench::words {

using Words = std::string_view;

inline constexpr std::array<Words, 9> test_cvrs{"99999918", "99999926", "99999934", "99999942", "99999950",
                                                "99999969", "99999977", "99999985", "99999993"};

inline constexpr std::array<Words, 48> place_beginnings{
    "Tyst",   "Havre",  "Rugle",  "Muld", "Brus",     "Vibe",   "Stære", "Dug",    "Tåge",  "Kvist",
    "Siv",    "Lærke",  "Humle",  "Pile", "Frost",    "Sølv",   "Gyvel", "Glente", "Ler",   "Ravne",
    "Hassel", "Slåen",  "Tjørne", "Mos",  "Bregne",   "Kløver", "Gedde", "Åle",    "Svale", "Rug",
    "Vinter", "Sommer", "Blæst",  "Regn", "Klippe",   "Flint",  "Perle", "Kobber", "Lyng",  "Spove",
    "Hejre",  "Terne",  "Odder",  "Græv", "Rimfrost", "Morgen", "Aften", "Solsort"};
inline constexpr std::array<Words, 20> place_endings{"rup", "kær", "lunde", "dal",  "holt",   "mose", "vang",
                                                     "bæk", "høj", "toft",  "eng",  "skov",   "borg", "næs",
                                                     "ris", "sti", "vænge", "ager", "marken", "gård"};
inline constexpr std::array<Words, 40> trades{"Teknik",
                                              "Maskinfabrik",
                                              "Smedeværksted",
                                              "Tømrer og Snedker",
                                              "VVS",
                                              "El-service",
                                              "Transport",
                                              "Bageri",
                                              "Mejeri",
                                              "Plast",
                                              "Emballage",
                                              "Gartneri",
                                              "Anlæg",
                                              "Entreprise",
                                              "Revision",
                                              "Regnskab",
                                              "Handel",
                                              "Byggevarer",
                                              "Kro",
                                              "Hotel",
                                              "Catering",
                                              "Rengøring",
                                              "Logistik",
                                              "Automation",
                                              "Møbler",
                                              "Tryk",
                                              "Malerforretning",
                                              "Autoværksted",
                                              "Køleteknik",
                                              "Isolering",
                                              "Foder",
                                              "Frø",
                                              "Maskinstation",
                                              "Ejendomsservice",
                                              "Software",
                                              "Rådgivning",
                                              "Laboratorium",
                                              "Metal",
                                              "Glas",
                                              "Fødevarer"};
inline constexpr std::array<Words, 10> roles{
    "Værkfører", "HR-ansvarlig",   "Kontoret",    "Daglig leder", "Produktionschef",
    "Indehaver", "Butiksbestyrer", "Driftsleder", "Bogholderiet", "Lagerchef"};

/// What people call a wish that is no vacancy.
struct TopicTitle {
    Words topic;
    Words title;
};
inline constexpr std::array topic_titles{
    TopicTitle{"tilknytning", "For mange medarbejdere rejser igen"},
    TopicTitle{"tilknytning/sygefravaer", "Mere stabilt fremmøde på holdet"},
    TopicTitle{"tilknytning/fastholdelse-fleksjob", "Vil beholde en erfaren medarbejder"},
    TopicTitle{"tilknytning/hjaelpemidler", "Bedre indretning af en arbejdsplads"},
    TopicTitle{"tilknytning/trivsel", "Bedre samarbejde på holdet"},
    TopicTitle{"tilknytning/seniorordning", "Aftale om færre timer til seniorer"},
    TopicTitle{"tilknytning/onboarding", "Bedre modtagelse af nye kolleger"},
    TopicTitle{"videreuddannelse", "Plan for efteruddannelse"},
    TopicTitle{"videreuddannelse/amu", "Kursuspakke til holdet i produktionen"},
    TopicTitle{"videreuddannelse/akademi-diplom", "Akademifag til to medarbejdere"},
    TopicTitle{"videreuddannelse/fvu-dansk", "Dansk på arbejdspladsen"},
    TopicTitle{"videreuddannelse/ufaglaert-til-faglaert", "Vil gøre ufaglærte til faglærte"},
    TopicTitle{"videreuddannelse/ledelse", "Uddannelse til nye mellemledere"},
    TopicTitle{"videreuddannelse/certifikater", "Truckcertifikat til lageret"},
    TopicTitle{"videreuddannelse/tilskud", "Tilskud til efteruddannelse"},
    TopicTitle{"studerende", "Vil i kontakt med studerende"},
    TopicTitle{"studerende/elev-laerling", "Vil have sin første lærling"},
    TopicTitle{"studerende/egu-fgu", "Plads til en ung på værkstedet"},
    TopicTitle{"studerende/praktik-erhvervsakademi", "Praktikplads til en markedsføringsøkonom"},
    TopicTitle{"studerende/praktik-professionsbachelor", "Praktikplads til en diplomingeniør"},
    TopicTitle{"studerende/praktik-universitet", "Projekt med et universitet"},
    TopicTitle{"studerende/studiejob", "Studiejob i bogholderiet"},
    TopicTitle{"studerende/laerested-godkendelse", "Vil godkendes som lærested"},
    TopicTitle{"studerende/skolepraktik", "Elev fra skoleoplæring"}};

inline constexpr std::array<Words, 10> vacancy_texts{
    "Ordrebogen er fuld til foråret.",
    "Har haft et opslag ude i seks uger uden brugbare ansøgninger.",
    "To af ansøgerne trak sig igen efter samtalen.",
    "Arbejdet er i dagtimerne, og oplæring gives på stedet.",
    "Der køres i toholdsskift, og bussen passer dårligt med mødetiden.",
    "Kørekort er et krav, da der køres til kunder på hele Sjælland.",
    "Vil gerne tage en kandidat i praktik først.",
    "En medarbejder går på pension til sommer.",
    "Kan starte med det samme, også på deltid.",
    "Lønnen følger overenskomsten med tillæg for aftenarbejde."};
inline constexpr std::array<Words, 8> wish_texts{
    "Har ikke prøvet det før og vil gerne vide, hvor man begynder.",
    "Vil helst i gang inden nytår.",
    "Ønsker et besøg på virksomheden med en gennemgang af mulighederne.",
    "Spørger til, hvad det koster, og hvem der kan give tilskud.",
    "Det skal passe med driften, så helst uden for højsæsonen.",
    "Har talt med en nabovirksomhed, der har gode erfaringer.",
    "Der er fire medarbejdere, det kunne være aktuelt for.",
    "Vil gerne have flere tilbud at vælge imellem."};
inline constexpr std::array<Words, 14> notes{"Ringet og aftalt et møde i næste uge.",
                                             "Virksomheden vender tilbage, når de har talt internt.",
                                             "Talt med værkføreren om opgaverne og arbejdstiden.",
                                             "Sendt link til ordningen på mail.",
                                             "Ingen svarede; prøver igen i morgen.",
                                             "De har selv fået to ansøgninger og holder samtaler på torsdag.",
                                             "Besøgt virksomheden og set produktionen.",
                                             "Stillingsopslaget er skrevet om og lagt op igen.",
                                             "Aktøren har kontaktet virksomheden.",
                                             "Kandidaten begynder i praktik på mandag.",
                                             "Virksomheden er glad for hjælpen.",
                                             "Talt om transporten: samkørsel kan være en løsning.",
                                             "De vil gerne vente til efter ferien.",
                                             "Mindet om fristen for at søge tilskud."};

}  // namespace aka::bench::words
