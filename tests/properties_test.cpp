// A register kept twice: by aka, and in plain maps that know nothing of it. Whatever a day brings, both must
// agree. What each command is to do is told by `Office` below, what must hold afterwards by `check_all`.
// RC_PARAMS="max_success=N seed=S" asks for other histories than the few of every run.
#include <rapidcheck.h>

#include <cstdlib>
#include <map>

#include "cli_world.hpp"

using namespace cli_world;

namespace {

struct Told {
    unsigned what;
    unsigned which;
    unsigned how;
};

std::ostream& operator<<(std::ostream& out, const Told& told) {
    return out << '{' << told.what << ", " << told.which << ", " << told.how << '}';
}

const std::vector<std::string> topics{"videreuddannelse/amu", "tilknytning/trivsel", "rekruttering"};
enum class Consented { never, refused, given, withdrawn };

struct ModelNeed {
    std::string topic;
    std::string outcome;  ///< empty: open
    int referrals = 0;
};
struct ModelCase {
    std::string title;
    bool open = true;
    std::vector<ModelNeed> needs;
    Consented consent = Consented::never;
    std::vector<std::string> referrals;  ///< their states
    std::vector<std::string> notes;
    bool followup = true;
    int feedback = 0;

    int open_needs() const {
        return static_cast<int>(
            std::count_if(needs.begin(), needs.end(), [](const auto& need) { return need.outcome.empty(); }));
    }
    ModelNeed* open_need(const std::string& topic) {
        for (auto& need : needs)
            if (need.topic == topic && need.outcome.empty()) return &need;
        return nullptr;
    }
};

std::string ref_of(std::size_t number) {
    const std::string digits = std::to_string(number);
    return "NAE-26-" + std::string(4 - digits.size(), '0') + digits;
}

/// aka and the model side by side: each call does the same to both.
class Office {
public:
    void act(const Told& told) {
        how_ = told.how;
        if (cases.empty() || told.what % 11 == 0) return record();
        const std::size_t number = told.which % cases.size() + 1;
        void (Office::*const acts[])(std::size_t, ModelCase&) = {
            &Office::note,   &Office::retitle,  &Office::add_need, &Office::consent, &Office::refer,
            &Office::answer, &Office::end_need, &Office::close,    &Office::reopen,  &Office::followup};
        (this->*acts[told.what % 11 - 1])(number, cases[number - 1]);
    }
    void check_all();

    World world;
    std::vector<ModelCase> cases;

private:
    void check_erasing(std::map<std::string, Json>& told);

    /// The command ends as the model says; refused or only tried it changes nothing, done it is told in the
    /// log.
    bool run(const Texts& command, bool allowed, const std::string& input = "") {
        world.input = input;
        const Texts before = all_rows(world);
        if (how_ % 3 == 0) {
            Texts tried = command;
            tried.insert(tried.begin(), "-n");
            const int status = world.aka(tried).status;
            RC_ASSERT(status == (allowed ? 0 : 4));
            RC_ASSERT(all_rows(world) == before);
        }
        const auto events = std::stoi(texts(world, "SELECT count(*) FROM event").front());
        const Outcome outcome = world.aka(command);
        if (outcome.status != (allowed ? 0 : 4))
            RC_FAIL(joined(command) + "-> " + std::to_string(outcome.status) + ": " + outcome.err);
        const auto now = std::stoi(texts(world, "SELECT count(*) FROM event").front());
        RC_ASSERT((now > events) == allowed);
        if (!allowed) RC_ASSERT(all_rows(world) == before);
        last_ = outcome.out;
        return allowed;
    }

    void record() {
        const std::string number = std::to_string(cases.size() + 1);
        ModelCase made;
        made.title = "Opgave" + std::string(1, static_cast<char>('a' + cases.size())) + "x";
        Texts command{"case", "new", "Virksomhed " + number + " ApS", "--title", made.title, "--force-new"};
        for (std::size_t i = 0; i <= how_ % 2; ++i) {
            made.needs.push_back({topics[(how_ + i) % topics.size()], "", 0});
            command.insert(command.end(), {"-t", made.needs.back().topic});
        }
        cases.push_back(made);
        run(command, true);
        RC_ASSERT(last_ == ref_of(cases.size()) + "\n");
    }
    void note(std::size_t number, ModelCase& file) {
        const std::string text = "Talt om " + std::to_string(how_) + " ting";
        run({"case", "note", std::to_string(number), "-F", "-"}, true, text);
        file.notes.push_back(text);
    }
    void retitle(std::size_t number, ModelCase& file) {
        file.title += "y";
        run({"case", "edit", std::to_string(number), "--title", file.title}, true);
    }
    void add_need(std::size_t number, ModelCase& file) {
        const std::string& topic = topics[how_ % topics.size()];
        if (run({"case", "edit", std::to_string(number), "--add-topic", topic},
                file.open && file.open_need(topic) == nullptr))
            file.needs.push_back({topic, "", 0});
    }
    void consent(std::size_t number, ModelCase& file) {
        const Texts command{"case", "consent", std::to_string(number)};
        const auto with = [&](Texts more) {
            more.insert(more.begin(), command.begin(), command.end());
            return more;
        };
        if (how_ % 4 == 0) {
            if (run(with({"--withdraw"}), file.consent == Consented::given))
                file.consent = Consented::withdrawn;
        } else {
            const bool refused = how_ % 4 == 1;
            run(with({"--give", refused ? "none" : "anonymous", "--via", "phone"}), true);
            file.consent = refused ? Consented::refused : Consented::given;
        }
    }
    void refer(std::size_t number, ModelCase& file) {
        const std::string& topic = topics[how_ % topics.size()];
        ModelNeed* const need = file.open ? file.open_need(topic) : nullptr;
        if (need != nullptr && need->referrals == 2) return;  // nobody may be left who was not asked yet
        if (!run({"refer", "send", std::to_string(number), "-t", topic, "--pick", "draw"},
                 need != nullptr && file.consent == Consented::given))
            return;
        ++need->referrals;
        file.referrals.push_back("sent");
    }
    void answer(std::size_t number, ModelCase& file) {
        if (file.referrals.empty()) return;
        const std::size_t place = how_ % file.referrals.size();
        std::string& state = file.referrals[place];
        const bool ended = state == "declined";
        const bool declines = how_ % 2 == 0 || state == "accepted";
        Texts command{"refer", "update", std::to_string(number) + "." + std::to_string(place + 1),
                      "--status"};
        command.push_back(declines ? "declined" : "accepted");
        if (declines) command.insert(command.end(), {"--reason", "no-capacity"});
        if (run(command, !ended)) state = declines ? "declined" : "accepted";
    }
    void end_need(std::size_t number, ModelCase& file) {
        const std::string& topic = topics[how_ % topics.size()];
        ModelNeed* const need = file.open_need(topic);
        if (need != nullptr && file.open_needs() < 2) return close(number, file);
        if (run({"case", "close", std::to_string(number), "-t", topic, "--outcome", "met"},
                file.open && need != nullptr))
            need->outcome = "met";
    }
    void close(std::size_t number, ModelCase& file) {
        const bool met = how_ % 2 == 0;
        Texts command{"case", "close", std::to_string(number), "--outcome", met ? "met" : "unmet"};
        if (!met) command.insert(command.end(), {"--reason", "no-actor"});
        if (!run(command, file.open)) return;
        for (auto& need : file.needs)
            if (need.outcome.empty()) need.outcome = met ? "met" : "unmet";
        file.open = file.followup = false;
    }
    void reopen(std::size_t number, ModelCase& file) {
        if (!run({"case", "reopen", std::to_string(number), "--reason", "mistake"}, !file.open)) return;
        for (auto& need : file.needs) need.outcome.clear();
        file.open = true;
    }
    void followup(std::size_t number, ModelCase& file) {
        if (how_ % 2 == 0) {
            if (run({"case", "followup", std::to_string(number), "--on", "+5d"}, file.open))
                file.followup = true;
        } else if (run({"case", "feedback", std::to_string(number), "--score", "5"}, !file.open)) {
            ++file.feedback;
        }
    }

    unsigned how_ = 0;
    std::string last_;
};

std::string sql(World& world, const std::string& query) {
    return joined(texts(world, query));
}

/// The headline of the month, by indicator.
std::map<std::string, Json> headline(World& world) {
    std::map<std::string, Json> values;
    const Json report = json_of(world, {"report", "month", "2026-11"});
    for (const auto& line : report["headline"]) values[line["indicator"]] = line["value"];
    return values;
}

void Office::check_all() {
    int open = 0;
    int needs = 0;
    int ended = 0;
    int sent = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const ModelCase& file = cases[i];
        const std::string id = std::to_string(i + 1);
        std::string wanted;
        for (const auto& need : file.needs) {
            wanted += need.topic + "=" + (need.outcome.empty() ? "open" : need.outcome) + " ";
            ended += need.outcome.empty() ? 0 : 1;
        }
        open += file.open ? 1 : 0;
        needs += static_cast<int>(file.needs.size());
        sent += static_cast<int>(file.referrals.size());
        RC_ASSERT(sql(world, "SELECT topic || '=' || coalesce(outcome, 'open') FROM need WHERE case_id = " +
                                 id + " ORDER BY place") == wanted);
        RC_ASSERT(sql(world, "SELECT ref || ' ' || title || ' ' || status FROM case_file WHERE id = " + id) ==
                  ref_of(i + 1) + " " + file.title + " " + (file.open ? "open " : "closed "));
        RC_ASSERT(sql(world, "SELECT state FROM referral WHERE case_id = " + id + " ORDER BY number") ==
                  joined(file.referrals));
        RC_ASSERT(sql(world, "SELECT text FROM note WHERE case_id = " + id +
                                 " AND text LIKE 'Talt%' ORDER BY id") == joined(file.notes));
        if (!file.open) RC_ASSERT(file.open_needs() == 0);
        RC_ASSERT((sql(world, "SELECT count(*) FROM feedback WHERE case_id = " + id) == "0 ") ==
                  (file.feedback == 0));
        RC_ASSERT(json_of(world, {"case", "list", "--status", "all", file.title})["cases"].size() == 1U);
    }
    RC_ASSERT(sql(world,
                  "SELECT id FROM need WHERE outcome IS NULL AND case_id IN (SELECT id FROM case_file WHERE "
                  "status = 'closed')")
                  .empty());
    RC_ASSERT(sql(world,
                  "SELECT id FROM followup WHERE kind = 'agreed' AND done_on IS NULL AND case_id IN"
                  " (SELECT id FROM case_file WHERE status = 'closed')")
                  .empty());
    RC_ASSERT(
        sql(world, "SELECT id FROM referral WHERE shared LIKE '%company%' OR shared LIKE '%phone%'").empty());
    RC_ASSERT(sql(world,
                  "SELECT id FROM referral WHERE case_id NOT IN (SELECT case_id FROM consent WHERE scope <> "
                  "'none')")
                  .empty());
    RC_ASSERT(sql(world, "SELECT last FROM counter") ==
              (cases.empty() ? "" : std::to_string(cases.size()) + " "));
    RC_ASSERT(world.must({"case", "list", "--status", "open", "--count"}) == std::to_string(open) + "\n");
    RC_ASSERT(world.must({"case", "list", "--status", "all", "--count"}) ==
              std::to_string(cases.size()) + "\n");
    world.must({"data", "audit", "--verify"});
    auto told = headline(world);
    RC_ASSERT(told["enquiries"] == static_cast<int>(cases.size()));
    RC_ASSERT(told["cases_open"] == open);
    RC_ASSERT(told["cases_closed"] == static_cast<int>(cases.size()) - open);
    RC_ASSERT(told["needs"] == needs);
    RC_ASSERT(told["needs_ended"] == ended);
    RC_ASSERT(told["referrals"] == sent);
    check_erasing(told);
}

/// What is erased is gone, and counts as before; one that is open is not.
void Office::check_erasing(std::map<std::string, Json>& told) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        const Texts erase{"case", "erase", number, "--reason", "mistake", "--confirm", ref_of(i + 1)};
        RC_ASSERT(world.aka(erase).status == (cases[i].open ? 4 : 0));
        const std::string name = "SELECT name FROM business WHERE name = 'Virksomhed " + number + " ApS'";
        RC_ASSERT(sql(world, name).empty() != cases[i].open);
    }
    auto after = headline(world);
    for (const char* kept : {"enquiries", "cases_open", "cases_closed", "needs", "needs_ended", "referrals"})
        RC_ASSERT(after[kept] == told[kept]);
    world.must({"data", "audit", "--verify"});
    RC_ASSERT(world.must({"case", "new", "Efter ApS", "-t", "amu", "--force-new"}) ==
              ref_of(cases.size() + 1) + "\n");
}

}  // namespace

namespace rc {
template <>
struct Arbitrary<Told> {
    static Gen<Told> arbitrary() {
        const auto number = gen::inRange<unsigned>(0, 1000);
        return gen::build<Told>(gen::set(&Told::what, number), gen::set(&Told::which, number),
                                gen::set(&Told::how, number));
    }
};
}  // namespace rc

TEST_CASE("whatever is recorded, the register agrees with a model of it", "[properties]") {
    setenv("RC_PARAMS", "max_success=8 max_size=20 seed=2026", 0);

    CHECK(rc::check([](const std::vector<Told>& history) {
        Office office;
        for (const auto& told : history) office.act(told);
        office.check_all();
    }));
}

TEST_CASE("the model sees a register that does not agree", "[properties]") {
    Office office;
    office.act({0, 0, 0});
    office.world.db->query(
        "UPDATE need SET outcome = 'met', closed_on = '2026-11-23', closed_in = 'naestved'");

    CHECK_THROWS(office.check_all());
}
