// Questions at the terminal: what is asked, what Enter and Tab mean, and what Ctrl-C leaves.
#include "typist.hpp"

using namespace cli_world;

namespace {

std::string stored_case(World& world) {
    return texts(
               world,
               "SELECT b.name || '|' || coalesce(b.cvr, '') || '|' || c.title || '|' || c.text || '|' || "
               "c.channel || '|' "
               "|| "
               "n.topic || '|' || coalesce(n.positions, '-') || '|' || coalesce(n.occupation, '-') || '|' || "
               "coalesce(n.obstacle, '-') FROM case_file c JOIN business b ON b.id = c.business_id JOIN need "
               "n "
               "ON n.case_id = c.id ORDER BY c.id DESC")
        .at(0);
}

std::string count(World& world, const std::string& table) {
    return texts(world, "SELECT count(*) FROM " + table).at(0);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an enquiry is taken by questions alone", "[prompts]") {
    World world;

    const auto recorded =
        typed_call(world, {"case", "new"},
                   {"Fjordglas ApS", "Mangler smede", "Første linje", "", "Anden linje", ".", "", "2", "smed",
                    "no-a", "99999918", "Ida Holm", "55667788", "mail"});

    CHECK(recorded.status == 0);
    CHECK(recorded.out == "NAE-26-0001\n");
    CHECK(
        stored_case(world) ==
        "Fjordglas ApS|99999918|Mangler smede|Første linje\n\nAnden linje|mail|rekruttering/faglaert|2|smed|"
        "no-applicants");
    CHECK(texts(world, "SELECT name || phone FROM contact") == Texts{"Ida Holm55667788"});
}

TEST_CASE("a dot leaves out all further questions, Enter one of them", "[prompts]") {
    World dot;
    World enter;
    const Texts needed{"Fjordglas ApS", "Kurser", ".", "amu"};
    Texts with_dot = needed;
    with_dot.emplace_back(".");
    Typist patient{{"Fjordglas ApS", "Kurser", ".", "amu", "", "", "", "", ""}};

    typed_call(dot, {"case", "new"}, with_dot);
    typed_call(enter, {"case", "new"}, patient);

    CHECK(stored_case(dot) == "Fjordglas ApS||Kurser||phone|videreuddannelse/amu|-|-|-");
    CHECK(stored_case(enter) == stored_case(dot));
    CHECK(Texts(patient.asked.end() - 5, patient.asked.end()) ==
          Texts{"Posts to be filled [none]: ", "CVR number [none]: ", "Contact [none]: ", "Phone [none]: ",
                "Channel (phone, mail, meeting, web, event) [phone]: "});
}

TEST_CASE("what was said by options is not asked, nor anything once all that is needed was said",
          "[prompts]") {
    World world;

    typed_call(world, {"case", "new", "Fjordglas ApS", "-t", "amu"}, {});
    world.input = "Mere";
    typed_call(world,
               {"case", "new", "Vibely", "--positions", "2", "--occupation", "smed", "--obstacle", "pay",
                "--cvr", "99999926", "--phone", "55667788", "-F", "-"},
               {"Kurser", "amu", "Bo", "web"});

    CHECK(stored_case(world) == "Vibely|99999926|Kurser|Mere|web|videreuddannelse/amu|2|smed|pay");
}

TEST_CASE("with --yes only what is needed is asked", "[prompts]") {
    World world;

    typed_call(world, {"case", "new", "--yes"}, {"Fjordglas ApS", "Mangler smede"});

    CHECK(stored_case(world) == "Fjordglas ApS||Mangler smede||phone|rekruttering/faglaert|-|-|-");
}

TEST_CASE("Tab completes topics by their ids, leaves and labels", "[prompts]") {
    World world;
    Typist typist{{"Fjordglas ApS", "Kurser", ".", "AMU\t", "."}};
    Typist several{{"Holmely ApS", "Kurser", ".", "videreudd\t", "."}};

    typed_call(world, {"case", "new"}, typist);
    CHECK(stored_case(world) == "Fjordglas ApS||Kurser||phone|videreuddannelse/amu|-|-|-");
    typed_call(world, {"case", "new"}, several);

    CHECK(stored_case(world).find("videreuddannelse|") != std::string::npos);
    REQUIRE(several.listed.size() > 3);
    CHECK(several.listed.front() == "videreuddannelse");
}

TEST_CASE("a line is completed as far as all candidates agree, whatever their letters are written as",
          "[prompts]") {
    const std::vector<aka::Candidate> all{
        {"Ærøgård ApS", "99999918"}, {"Ærøby A/S", "99999926"}, {"Vibely", ""}};
    const aka::Candidates candidates = [&](std::string_view typed) {
        return aka::beginning_with(all, typed);
    };

    CHECK(aka::complete_line(candidates, "aeroe").line == "Ærø");
    CHECK(aka::complete_line(candidates, "aeroe").shown.size() == 2);
    CHECK(aka::complete_line(candidates, "ærøg").line == "Ærøgård ApS");
    CHECK(aka::complete_line(candidates, "99999926").line == "Ærøby A/S");
    CHECK(aka::complete_line(candidates, "x").line == "x");
    CHECK(aka::complete_line(candidates, "").shown.size() == 3);
}

TEST_CASE("a known business is found by Tab, told, and its open case offered", "[prompts]") {
    World world;
    world.must({"case", "new", "Fjordglas ApS", "--cvr", "99999918", "--contact", "Ida Holm", "--phone",
                "55667788", "-t", "amu", "--title", "Kurser"});
    Typist noting{{"fjord\t", "a", "Hun ringede igen", "."}};

    const auto noted = typed_call(world, {"case", "new"}, noting);
    const auto left = typed_call(world, {"case", "new", "55667788"}, {"q"});
    const auto another = typed_call(world, {"case", "new", "99999918"}, {"n", "Mere", ".", "trivsel", "."});

    CHECK(noted.status == 0);
    CHECK(has(noted.err, "known: Fjordglas ApS, CVR 99999918, Ida Holm, 55 66 77 88\n"));
    CHECK(has(noted.err, "NAE-26-0001 is open for this business: Kurser\n"));
    CHECK(noting.asked[1] == "[n]ew case, [a]dd a note to NAE-26-0001, [q]uit [n]: ");
    CHECK(texts(world, "SELECT text FROM note") == Texts{"Hun ringede igen"});
    CHECK(left.status == 2);
    CHECK(another.out == "NAE-26-0002\n");
    CHECK(texts(world, "SELECT count(DISTINCT business_id) FROM case_file") == Texts{"1"});
}

TEST_CASE("a phone or CVR number that nobody has is followed by the name", "[prompts]") {
    World world;

    const auto recorded =
        typed_call(world, {"case", "new"}, {"55667788", "Holmely", "Kurser", ".", "amu", "."});

    CHECK(has(recorded.err, "no business is known by the phone 55667788; what is its name?\n"));
    CHECK(texts(world, "SELECT phone FROM contact") == Texts{"55667788"});
}

TEST_CASE("a personal number is removed, or the line is typed again, or all ends", "[prompts][privacy]") {
    World removed;
    World edited;
    World ended;
    Typist again{{"Fjordglas", "Bo 010190-1234 søger", "e", "Bo søger", "Linje 0101901234", ".", "e", "Linje",
                  "amu", "."}};

    const auto first =
        typed_call(removed, {"case", "new"},
                   {"Fjordglas", "Bo 010190-1234 søger", "r", "a 010190 1234 b", ".", "", "amu", "."});
    typed_call(edited, {"case", "new"}, again);
    const auto last = typed_call(ended, {"case", "new"}, {"Fjordglas", "Bo 010190-1234", "q"});

    CHECK(has(first.err, "010190-xxxx looks like a personal number (CPR); it must not be kept\n"));
    CHECK(stored_case(removed) == "Fjordglas||Bo søger|a  b|phone|videreuddannelse/amu|-|-|-");
    CHECK(stored_case(edited) == "Fjordglas||Bo søger|Linje|phone|videreuddannelse/amu|-|-|-");
    CHECK(again.begun[3] == "Bo 010190-1234 søger");
    CHECK(last.status == 2);
    CHECK(count(ended, "event") == "0");
}

TEST_CASE("what was written in the editor with a personal number is written again", "[prompts][privacy]") {
    World world;
    world.edited = "Ring til Bo 010190-1234\n";

    typed_call(world, {"case", "new", "Fjordglas", "-t", "amu", "-e"}, {"e", "r"});

    CHECK(world.edited_from.starts_with("Ring til Bo 010190-1234\n# More about"));
    CHECK(texts(world, "SELECT text FROM case_file") == Texts{"Ring til Bo"});
}

TEST_CASE("Ctrl-C ends with 130 and Ctrl-D with 2, and nothing is stored", "[prompts]") {
    for (const Texts& answers :
         {Texts{"^C"}, Texts{"Fjordglas", "Kur^C"}, Texts{"Fjordglas", "Kurser", "Lin^C"},
          Texts{"Fjordglas", "Kurser", ".", "am^C"}}) {
        World world;

        const auto outcome = typed_call(world, {"case", "new"}, answers);

        CHECK(outcome.status == 130);
        CHECK(ends_with(outcome.err, "aka: interrupted; nothing was saved\n"));
        CHECK(count(world, "event") == "0");
    }
    World world;
    CHECK(typed_call(world, {"case", "new"}, {"Fjordglas", "^D"}).status == 2);
    CHECK(count(world, "event") == "0");
}

TEST_CASE("a referral goes to the first drawn on Enter, or to a number or an actor", "[prompts][refer]") {
    const auto chosen_of = [](const Texts& answers) {
        World world;
        world.must({"case", "new", "Fjordglas", "-t", "faglaert", "--consent", "contact"});
        const auto sent = typed_call(world, {"refer", "send", "1"}, answers);
        CHECK(sent.status == 0);
        return texts(world,
                     "SELECT actor || '|' || chosen_by || '|' || coalesce(choice_reason, '-') FROM referral")
            .at(0);
    };

    CHECK(chosen_of({""}) == "moment|draw|-");
    CHECK(chosen_of({"2"}) == "3f|draw|-");
    CHECK(chosen_of({"3F\t"}) == "3f|draw|-");
    CHECK(chosen_of({"9999", "zealand-xyz", "jobcenter-naestved", "lang"}) ==
          "jobcenter-naestved|outside|language");
}

TEST_CASE("without a consent the business's yes is asked for, and never assumed", "[prompts][refer]") {
    World said_yes;
    World silent;
    for (World* world : {&said_yes, &silent}) world->must({"case", "new", "Fjordglas", "-t", "faglaert"});
    Typist typist{{"", "contact", ""}};

    const auto sent = typed_call(said_yes, {"refer", "send", "1"}, typist);
    const auto refused = typed_call(silent, {"refer", "send", "1", "--pick", "draw"}, {""});

    CHECK(sent.status == 0);
    CHECK(typist.asked[1] ==
          "What does the business let Moment know (none, anonymous, contact, full) [none]: ");
    CHECK(typist.asked[2] == "How did it say so (phone, mail, paper) [phone]: ");
    CHECK(texts(said_yes, "SELECT scope || via || coalesce(recipient, '') FROM consent") ==
          Texts{"contactphonemoment"});
    CHECK(count(said_yes, "referral") == "1");
    CHECK(refused.status == 4);
    CHECK(count(silent, "consent") == "0");
    CHECK(count(silent, "referral") == "0");
}

TEST_CASE("nobody is asked with --no-input or --yes", "[prompts][refer]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "faglaert"});

    const auto silent = typed_call(world, {"refer", "send", "1", "--no-input"}, {});
    const auto yes = typed_call(world, {"refer", "send", "1", "--pick", "draw", "--yes"}, {});

    CHECK(silent.status == 3);
    CHECK(yes.status == 4);
}

TEST_CASE("the beginning of a code is enough at a question", "[prompts]") {
    World world;
    world.must({"case", "new", "Fjordglas", "-t", "amu"});

    const auto closed = typed_call(world, {"case", "close", "1"}, {"x", "u", "no", "no-c"});

    CHECK(has(closed.err, "aka: \"no\" is none of them\n"));
    CHECK(texts(world, "SELECT outcome || cause FROM need") == Texts{"unmetno-capacity"});
}

TEST_CASE("what the business says of the guidance is asked for", "[prompts]") {
    World answered;
    World out;
    for (World* world : {&answered, &out}) {
        world->must({"case", "new", "Fjordglas", "-t", "amu"});
        world->must({"case", "close", "1", "--outcome", "met"});
    }

    typed_call(answered, {"case", "feedback", "1"}, {"6", "5", "ja", "Hurtig hjælp", "."});
    typed_call(out, {"case", "feedback", "1"}, {"a"});

    CHECK(texts(answered, "SELECT score || '|' || recommend || '|' || text FROM feedback") ==
          Texts{"5|1|Hurtig hjælp"});
    CHECK(texts(out, "SELECT response FROM feedback") == Texts{"asked"});
}
