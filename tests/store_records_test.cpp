#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "aka/store/draws.hpp"
#include "fault.hpp"
#include "records.hpp"

using namespace aka;
using namespace records;

namespace {

template <class Record>
Record read_back(Database& db, const Record& record) {
    return read_one<Record>(db, std::string{"SELECT * FROM "} + Stored<Record>::table + " WHERE id = $1",
                            {record.id.value})
        .value();
}

/// A register with one business, contact, case and need to hang records on.
struct World {
    std::unique_ptr<SqliteRegister> db = open_sqlite(":memory:", OpenFor::creating);
    Change change = change_in(*db);
    Business shop = business("Fjordglas ApS", "99999918");
    Contact person;
    Case file = open_case(1, "Mangler to smede");
    Need wanted;

    World() {
        change.insert(shop);
        person = contact(shop.id);
        change.insert(person);
        file.business = shop.id;
        change.insert(file);
        wanted = need(file.id, "rekruttering/faglaert");
        change.insert(wanted);
        change.record("case new", "case:" + file.key, day("2026-11-23"));
    }
};

}  // namespace

TEST_CASE("a business is read back as it was written", "[store]") {
    World world;
    Business full = business("Øens A/S & Søn \"Ærø\"; --", "99999926");
    full.pno = "1012241234";
    full.form = CompanyForm::as;
    full.size_band = SizeBand::medium;
    full.industry_code = "25.11";
    full.industry_version = "DB25";
    full.municipality = {"faxe"};
    full.postcode = "4640";
    world.change.insert(full);

    CHECK(full.id.value > 0);
    CHECK(full.key.size() == 32);
    CHECK(read_back(*world.db, full) == full);
    CHECK(get_business(*world.db, full.id) == full);
    CHECK(read_back(*world.db, world.shop) == world.shop);
    for (const auto& [form, word] : Codes<CompanyForm>::list) {
        full.form = form;
        world.change.update(full);
        CHECK(read_back(*world.db, full) == full);
    }
}

TEST_CASE("a business is found by number, name, phone and mail of its own office only", "[store]") {
    World world;
    Contact mail = contact(world.shop.id);
    mail.phone.clear();
    mail.email = "info@fjordglas.example";
    world.change.insert(mail);
    const std::vector<Business> found{world.shop};

    CHECK(businesses_by_cvr(*world.db, {"naestved"}, "99999918") == found);
    CHECK(businesses_by_name(*world.db, {"naestved"}, "FJORDGLAS aps") == found);
    CHECK(businesses_by_phone(*world.db, {"naestved"}, "55771234") == found);
    CHECK(businesses_by_email(*world.db, {"naestved"}, "info@fjordglas.example") == found);
    CHECK(businesses_by_cvr(*world.db, {"faxe"}, "99999918").empty());
    CHECK(businesses_by_name(*world.db, {"faxe"}, "Fjordglas ApS").empty());
    CHECK(businesses_by_phone(*world.db, {"faxe"}, "55771234").empty());
    CHECK(businesses_by_email(*world.db, {"faxe"}, "info@fjordglas.example").empty());
    CHECK(businesses_by_name(*world.db, {"naestved"}, "Fjordglas").empty());
    CHECK(contacts_of(*world.db, world.shop.id) == std::vector<Contact>{mail, world.person});
}

TEST_CASE("a contact is read back as it was written", "[store]") {
    World world;
    Contact full = contact(world.shop.id);
    full.name = "Mester på værkstedet";
    full.email = "værksted@fjordglas.example";
    world.change.insert(full);

    CHECK(read_back(*world.db, full) == full);
    CHECK(get_contact(*world.db, world.person.id) == world.person);
}

TEST_CASE("a case is read back as it was written", "[store]") {
    World world;
    Case full = open_case(2, "Mangler 👩\u200D🔧");
    full.business = world.shop.id;
    full.contact = world.person.id;
    full.received_in = {"faxe"};
    full.text = "to linjer\n\tog en tabulator, 'citat'";
    full.channel = Channel::event;
    full.direction = Direction::outreach;
    full.size_band = SizeBand::large;
    full.status = CaseStatus::closed;
    full.closed_on = day("2026-11-23");
    world.change.insert(full);

    CHECK(read_back(*world.db, full) == full);
    CHECK(find_case(*world.db, {"NAE", 2026, 2}) == full);
    CHECK(get_case(*world.db, full.id) == full);
    CHECK(find_case(*world.db, {"NAE", 2026, 3}) == std::nullopt);
    CHECK(find_case(*world.db, {"FAX", 2026, 2}) == std::nullopt);
    CHECK(open_cases_of(*world.db, world.shop.id) == std::vector<Case>{world.file});
}

TEST_CASE("a need is read back as it was written and as it was changed", "[store]") {
    World world;
    Need full = need(world.file.id, "tilknytning/trivsel", 2);
    full.occupation = "smed";
    full.positions = 3;
    full.obstacle = Obstacle::wrong_profile;
    world.change.insert(full);
    CHECK(read_back(*world.db, full) == full);

    full.outcome = NeedOutcome::partly;
    full.cause = Cause::no_answer;
    full.filled = 0;
    full.other_profile = 1;
    full.closed_on = day("2026-11-23");
    full.closed_in = {"faxe"};
    world.change.update(full);
    CHECK(needs_of(*world.db, world.file.id) == std::vector<Need>{world.wanted, full});
}

TEST_CASE("notes, follow-ups and consents are read back in the order they were recorded", "[store]") {
    World world;
    Note first = note(world.file.id, "Ringet: \"prøv igen\"");
    Note second = note(world.file.id, "Mødt");
    first.minutes = 30;
    second.on = day("2026-11-01");
    Followup agreed = followup(world.file.id, "2026-11-30");
    Followup later = followup(world.file.id, "2026-11-27");
    later.kind = FollowupKind::three_months;
    later.done_on = day("2026-11-28");
    Consent any;
    any.case_id = world.file.id;
    any.taken_by = "MK";
    any.given_on = day("2026-11-02");
    any.recorded = morning();
    Consent narrow = any;
    narrow.purpose = Purpose::story;
    narrow.scope = Scope::full;
    narrow.recipient = {"zbc"};
    narrow.via = ConsentVia::paper;
    narrow.until = day("2027-11-02");
    narrow.withdrawn_on = day("2026-11-03");

    world.change.insert(first);
    world.change.insert(second);
    world.change.insert(agreed);
    world.change.insert(later);
    world.change.insert(any);
    world.change.insert(narrow);

    CHECK(notes_of(*world.db, world.file.id) == std::vector<Note>{first, second});
    CHECK(followups_of(*world.db, world.file.id) == std::vector<Followup>{agreed, later});
    CHECK(consents_of(*world.db, world.file.id) == std::vector<Consent>{any, narrow});
}

TEST_CASE("a referral and its steps are read back as they were written", "[store]") {
    World world;
    Draw draw;
    draw.need = world.wanted.id;
    draw.topic = world.wanted.topic;
    draw.municipality = {"naestved"};
    draw.case_ref = "NAE-26-0001";
    draw.day = day("2026-11-02");
    draw.recorded = morning();
    world.change.insert(draw);
    Referral plain = referral(world.wanted, "zbc", 1);
    Referral full = referral(world.wanted, "eucsj", 2);
    full.draw = draw.id;
    full.chosen_by = ChosenBy::outside;
    full.choice_reason = ChoiceReason::company_wish;
    full.shared = "topic,posts";
    full.shared_text = R"({"topic":"Faglært"})";
    full.state = ReferralState::done;
    full.reason = RefusalReason::changed_mind;
    full.answered_on = day("2026-11-04");
    full.outcome = ReferralOutcome::partly;
    full.hires = 0;
    full.ended_on = day("2026-11-20");
    world.change.insert(plain);
    world.change.insert(full);
    ReferralStep sent{{}, "", full.id, ReferralState::sent, Party::us, "", day("2026-11-03"), morning()};
    ReferralStep declined{
        {}, "", full.id, ReferralState::declined, Party::actor, "no-capacity", day("2026-11-04"), morning()};
    world.change.insert(sent);
    world.change.insert(declined);

    CHECK(referrals_of(*world.db, world.file.id) == std::vector<Referral>{plain, full});
    CHECK(find_referral(*world.db, world.file.id, 2) == full);
    CHECK(find_referral(*world.db, world.file.id, 3) == std::nullopt);
    CHECK(steps_of(*world.db, full.id) == std::vector<ReferralStep>{sent, declined});
    CHECK(next_referral_number(*world.db, world.file.id) == 3);
}

TEST_CASE("a record of nothing is refused and leaves nothing", "[store]") {
    World world;
    Contact orphan = contact({99});
    Business nameless = business("");

    CHECK(fault_of([&] { world.change.insert(orphan); }).kind == ErrorKind::storage);
    CHECK(fault_of([&] { world.change.insert(nameless); }).kind == ErrorKind::storage);
    CHECK(fault_of([&] { get_business(*world.db, {99}); }) ==
          Fault{ErrorKind::storage,
                "the register is damaged: a case has lost its business; see aka data check"});
    CHECK(world.db->number("SELECT count(*) AS n FROM contact") == 1);
    CHECK(world.db->number("SELECT count(*) AS n FROM business") == 1);
}

TEST_CASE("a record that has a key keeps it", "[store]") {
    World world;
    Business again = business("Fjordglas ApS");
    again.key = std::string(32, 'a');
    world.change.insert(again);

    CHECK(again.key == std::string(32, 'a'));
    Business twice = business("Fjordglas ApS");
    twice.key = again.key;
    CHECK(fault_of([&] { world.change.insert(twice); }).kind == ErrorKind::storage);
}

TEST_CASE("new keys sort last and never repeat", "[store]") {
    const Key earlier = make_key(morning());
    const Key later = make_key(morning() + std::chrono::milliseconds{1});

    CHECK(earlier.substr(0, 12) == "01a207a24dd8");
    CHECK(earlier.size() == 32);
    CHECK(earlier < later);
    CHECK(make_key(morning()) != earlier);
}

TEST_CASE("a running number is never given twice", "[store]") {
    World world;
    std::vector<int> numbers;
    for (int i = 0; i < 5; ++i) numbers.push_back(next_number(*world.db, {"naestved"}, 2026));

    CHECK(numbers == std::vector<int>{1, 2, 3, 4, 5});
    world.db->query("DELETE FROM need");
    world.db->query("DELETE FROM case_file");
    CHECK(next_number(*world.db, {"naestved"}, 2026) == 6);
    CHECK(next_number(*world.db, {"naestved"}, 2027) == 1);
    CHECK(next_number(*world.db, {"faxe"}, 2026) == 1);
    world.db->transaction([&] { CHECK(next_number(*world.db, {"naestved"}, 2026) == 7); }, Finish::rollback);
    CHECK(next_number(*world.db, {"naestved"}, 2026) == 7);
}
