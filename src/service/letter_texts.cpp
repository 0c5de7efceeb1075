#include "letter_texts.hpp"

namespace aka {
namespace {

constexpr LetterTexts danish{
    .common{.from = "Fra",
            .to = "Til",
            .date = "Dato",
            .subject = "Emne",
            .dear = "Kære {name}",
            .regards = "Med venlig hilsen",
            .phone = "Telefon {phone}",
            .part_of = "En del af {alliance}",
            .not_secret =
                "Fortrolig betyder ikke, at oplysningerne er hemmelige efter loven: offentlighedslovens og "
                "forvaltningslovens regler om aktindsigt gælder.",
            .fields{"Emne", "Kommune", "Antal ansatte", "Stilling", "Antal stillinger", "Virksomhed",
                    "CVR-nr.", "P-nr.", "Kontaktperson", "Telefon", "E-mail", "Overskrift", "Beskrivelse"}},
    .referral{
        .title = "Henvisning",
        .intro =
            "En virksomhed har henvendt sig til os og har brug for hjælp. Den har givet samtykke til, at "
            "I får disse oplysninger:",
        .anonymous =
            "Virksomheden er foreløbig anonym. Vil I hjælpe, så svar os; så spørger vi virksomheden, "
            "om I må få at vide, hvem den er.",
        .contact_them = "I er velkomne til at kontakte virksomheden direkte.",
        .contact_us = "Skriv eller ring til os, så sørger vi for, at I kommer i kontakt med virksomheden.",
        .answer_heading = "Svar senest {day}",
        .answer = "Giv {office} besked, om I tager imod henvisningen:",
        .accept = "Ja, vi hjælper virksomheden.",
        .decline = "Nej, det kan vi ikke. Nævn den grund, der passer bedst:",
        .reasons{"Vi har ikke tid eller plads lige nu.", "Vi har ingen kandidater at foreslå.",
                 "Virksomheden eller stillingen opfylder ikke betingelserne.",
                 "Det er ikke noget, vi tager os af.", "Vi kan ikke få fat i virksomheden.",
                 "Virksomheden ønsker det ikke længere.", "Andet; skriv gerne kort hvorfor."},
        .quote_ref = "Skriv henvisningens nummer, {ref}, i jeres svar.",
        .quote_date = "Skriv emnet og brevets dato, {day}, i jeres svar.",
        .confidential_heading = "Fortroligt",
        .confidential =
            "Oplysningerne er fortrolige og må kun bruges til denne henvisning. Giv dem ikke videre, og slet "
            "dem, når I ikke længere har brug for dem. Virksomheden kan når som helst trække sit samtykke "
            "tilbage; så giver vi jer besked."},
    .withdrawal{
        .title = "Samtykke trukket tilbage",
        .withdrawn = "Den {day} trak virksomheden sit samtykke tilbage til, at I har disse oplysninger, som "
                     "vi sendte den {sent}:",
        .remove =
            "Brug dem ikke mere, slet dem, og bed dem, I har givet dem videre til, om at gøre det samme. "
            "Svar gerne, når det er gjort."},
    .reminder{
        .title_one = "Påmindelse om en henvisning",
        .title_many = "Påmindelse om henvisninger",
        .intro = "Vi venter på jeres svar på:",
        .without_topic = "En henvisning",
        .sent = "sendt {day}",
        .due = "svar senest {day}",
        .overdue = "fristen var {day}",
        .ask = "Skriv til os, eller ring, og sig, om I tager imod. Sig det også, hvis svaret er nej: så kan "
               "virksomheden få hjælp et andet sted.",
        .anonymous = "en anonym virksomhed"},
    .draw{.no_draw = "Der er ikke trukket lod: ingen aktør i netværket opfyldte betingelserne.",
          .drawn =
              "Der blev trukket lod den {day}. {eligible} aktører kunne hjælpe; {proposed} blev foreslået.",
          .drawn_one = "Den {day} kunne én aktør hjælpe, og den blev foreslået.",
          .drawn_again = "Der blev trukket lod igen. Begrundelse: {reason}. Det, der blev trukket før, "
                         "tæller stadig med.",
          .criteria = "Kunne hjælpe: aktører, der var i netværket den dag, dækker emnet og kommunen og tager "
                      "imod virksomheder af jeres størrelse.",
          .order = "Rækkefølgen: alle, der kan hjælpe, har ret til lige mange forslag. Den, der har fået "
                   "færrest i forhold til sin andel, kommer først. Står flere lige, afgør SHA-256-summen af "
                   "teksten under navnet, den mindste først; alle kan regne den efter med sha256sum.",
          .proposed = "{name}: foreslået; {place}.",
          .not_proposed = "{name}: {place}.",
          .below = "{n} forslag under sin andel",
          .above = "{n} forslag over sin andel",
          .level = "lige på sin andel"},
    .receipt{
        .title = "Kvittering for jeres henvendelse {ref}",
        .intro =
            "I henvendte jer til os den {day}. Her kan I se, hvem der kunne hjælpe, i hvilken rækkefølge "
            "de blev vist og hvorfor, og hvad vi har delt med hvem.",
        .company = "Virksomhed",
        .reference = "Sag",
        .need = "Behov: {topic}",
        .no_referral = "I er ikke blevet henvist til nogen.",
        .by_draw = "{ref}: I blev henvist til {actor} den {day}. Lodtrækningen havde foreslået aktøren.",
        .outside =
            "{ref}: I blev henvist til {actor} den {day} uden for lodtrækningen. Begrundelse: {reason}.",
        .outside_unexplained = "ingen noteret",
        .choices{"virksomhedens eget ønske", "sproget krævede det", "virksomheden og aktøren kendte hinanden",
                 "en foreslået aktør var inhabil", "ingen anden kunne", "det hastede"},
        .redraws{"emnet, kommunen eller størrelsen blev rettet", "virksomhedens eget ønske", "en fejl",
                 "andet"},
        .costs{"Gratis.", "Tager betaling.", "Spørg, hvad det koster."},
        .states{"Venter på svar.", "Aktøren har sagt ja.", "Aktøren er i gang.", "Afsluttet.",
                "Aktøren har sagt nej.", "Trukket tilbage.", "Aktøren svarede ikke.", "Sendt ved en fejl."},
        .shared = "Delt med {actor} den {day}:",
        .consents_heading = "Jeres samtykke",
        .no_consent = "I har ikke givet samtykke til, at vi deler noget.",
        .given = "{scope} til {recipient}; givet {via} den {day}.",
        .refused = "I sagde nej til at dele noget med {recipient} den {day}.",
        .any_actor = "aktører, der opfylder betingelserne",
        .story = "Jeres historie må fortælles offentligt; samtykket er givet {via} den {day}.",
        .holds = "Det gælder.",
        .holds_until = "Det gælder til og med den {day}.",
        .ran_out = "Det udløb den {day}.",
        .withdrawn = "Det blev trukket tilbage den {day}.",
        .replaced = "Det er afløst af et senere.",
        .scopes{"Intet", "Anonyme oplysninger (emne, kommune, størrelse, stilling og antal)",
                "Anonyme oplysninger og kontaktoplysninger",
                "Alle oplysninger, også overskrift og beskrivelse"},
        .vias{"i telefonen", "pr. mail", "på papir"},
        .withdraw_heading = "Sådan trækker I samtykket tilbage",
        .withdraw = "Kontakt {office}; det kan I gøre når som helst, uden at begrunde det. Så deler vi ikke "
                    "mere. Henvisninger, der er i gang, trækker vi tilbage, hvis I ønsker det, og giver "
                    "aktøren besked. Det, vi allerede har delt, har aktøren fået.",
        .promise_heading = "Uvildig, fortrolig og gratis",
        .promise =
            "Vores vejledning er uvildig: vi anbefaler ingen aktør frem for en anden, og det er jer, "
            "der vælger. Den er fortrolig: vi deler kun det, I har sagt ja til. Og den er gratis; hvad "
            "en aktør tager for sin hjælp, oplyser aktøren."}};

constexpr LetterTexts english{
    .common{.from = "From",
            .to = "To",
            .date = "Date",
            .subject = "Subject",
            .dear = "Dear {name}",
            .regards = "Kind regards",
            .phone = "Phone {phone}",
            .part_of = "Part of {alliance}",
            .not_secret =
                "Confidential does not mean secret by law: the rules on access to documents in the "
                "Danish Access to Public Administration Files Act and the Public Administration Act "
                "apply.",
            .fields{"Topic", "Municipality", "Employees", "Occupation", "Posts", "Company", "CVR no.",
                    "P-number", "Contact", "Phone", "E-mail", "Title", "Description"}},
    .referral{
        .title = "Referral",
        .intro = "A business has turned to us and needs help. It has consented to your getting this "
                 "information:",
        .anonymous =
            "The business is anonymous for now. If you can help, answer us; we then ask the business "
            "whether you may know who it is.",
        .contact_them = "You are welcome to contact the business directly.",
        .contact_us = "Write to us or call us, and we put you in touch with the business.",
        .answer_heading = "Please answer by {day}",
        .answer = "Please tell {office} whether you accept the referral:",
        .accept = "Yes, we will help the business.",
        .decline = "No, we cannot. Please give the reason that fits best:",
        .reasons{"We have no time or room just now.", "We have no candidates to propose.",
                 "The business or the post does not meet the conditions.",
                 "It is not something we deal with.", "We cannot reach the business.",
                 "The business no longer wishes it.", "Something else; please say in short why."},
        .quote_ref = "Please quote the number of the referral, {ref}, in your answer.",
        .quote_date = "Please quote the topic and the date of this letter, {day}, in your answer.",
        .confidential_heading = "Confidential",
        .confidential =
            "The information is confidential and may be used for this referral only. Do not pass it on, and "
            "delete it when you no longer need it. The business can withdraw its consent at any time; we "
            "then "
            "tell you."},
    .withdrawal{
        .title = "Consent withdrawn",
        .withdrawn = "On {day} the business took back its consent to your having these details, which we "
                     "sent on {sent}:",
        .remove = "Use them no more, delete them, and ask those you passed them on to to do the same. Please "
                  "answer when it is done."},
    .reminder{.title_one = "Reminder of a referral",
              .title_many = "Reminder of referrals",
              .intro = "We are waiting for your answer to:",
              .without_topic = "A referral",
              .sent = "sent {day}",
              .due = "please answer by {day}",
              .overdue = "the answer was due {day}",
              .ask =
                  "Please write to us or call us and say whether you accept, also if the answer is no: the "
                  "business can then be helped elsewhere.",
              .anonymous = "an anonymous business"},
    .draw{.no_draw = "No draw was made: no actor of the network met the conditions.",
          .drawn = "A draw was made on {day}. {eligible} actors could help; {proposed} were proposed.",
          .drawn_one = "On {day} one actor could help, and it was proposed.",
          .drawn_again = "A draw was made again. Reason: {reason}. What was drawn before still counts.",
          .criteria = "Could help: actors that were in the network on that day, cover the topic and the "
                      "municipality, and take businesses of your size.",
          .order = "The order: all who can help have a right to equally many proposals. The one with the "
                   "fewest compared with its share comes first. Where several are level, the SHA-256 sum of "
                   "the text below the name decides, the smallest first; anyone can check it with sha256sum.",
          .proposed = "{name}: proposed; {place}.",
          .not_proposed = "{name}: {place}.",
          .below = "{n} proposals below its share",
          .above = "{n} proposals above its share",
          .level = "level with its share"},
    .receipt{
        .title = "Receipt for your enquiry {ref}",
        .intro = "You turned to us on {day}. This tells who could help, in which order they were shown and "
                 "why, and what we have shared with whom.",
        .company = "Company",
        .reference = "Case",
        .need = "Need: {topic}",
        .no_referral = "You were not referred to anyone.",
        .by_draw = "{ref}: you were referred to {actor} on {day}. The draw had proposed it.",
        .outside = "{ref}: you were referred to {actor} on {day} outside the draw. Reason: {reason}.",
        .outside_unexplained = "none noted",
        .choices{"the business's own wish", "the language asked for it",
                 "the business and the actor knew each other", "a proposed actor had an interest of its own",
                 "no other could do it", "it was urgent"},
        .redraws{"the topic, the municipality or the size was corrected", "the business's own wish",
                 "a mistake", "another one"},
        .costs{"Free.", "Charges a fee.", "Ask what it costs."},
        .states{"Waiting for an answer.", "The actor has said yes.", "The actor is at work.", "Done.",
                "The actor has said no.", "Taken back.", "The actor did not answer.", "Sent by mistake."},
        .shared = "Shared with {actor} on {day}:",
        .consents_heading = "Your consent",
        .no_consent = "You have not consented to our sharing anything.",
        .given = "{scope}, with {recipient}; given {via} on {day}.",
        .refused = "You declined to share anything with {recipient} on {day}.",
        .any_actor = "actors that meet the conditions",
        .story = "Your story may be told in public; the consent was given {via} on {day}.",
        .holds = "It holds.",
        .holds_until = "It holds until {day}.",
        .ran_out = "It ran out on {day}.",
        .withdrawn = "It was withdrawn on {day}.",
        .replaced = "A later one has replaced it.",
        .scopes{"Nothing", "Anonymous information (topic, municipality, size, occupation and posts)",
                "Anonymous information and contact details",
                "All information, title and description included"},
        .vias{"by phone", "by mail", "on paper"},
        .withdraw_heading = "How to withdraw the consent",
        .withdraw = "Contact {office}, at any time and without giving a reason. We then share nothing more. "
                    "Referrals under way are taken back if you wish, and the actor is told. What we have "
                    "shared already, the actor has.",
        .promise_heading = "Impartial, confidential and free",
        .promise = "Our guidance is impartial: we recommend no actor over another, and it is you who choose. "
                   "It is confidential: we share only what you have agreed to. And it is free; what an actor "
                   "charges for its help, the actor tells."}};

}  // namespace

const LetterTexts& letter_texts(Language language) {
    return language == Language::da ? danish : english;
}

}  // namespace aka
