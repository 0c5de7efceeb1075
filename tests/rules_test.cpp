#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/consent.hpp"
#include "fault.hpp"

using namespace aka;

namespace {

Date day(const char* iso) {
    return parse_iso_date(iso).value();
}

const CaseRef ref{"NAE", 2026, 143};
const MunicipalityId naestved{"naestved"};
const MunicipalityId faxe{"faxe"};

Need open_need() {
    Need need;
    need.id = {7};
    need.key = "a";
    need.case_id = {3};
    need.topic = {"rekruttering/faglaert"};
    need.positions = 3;
    return need;
}

Case open_case() {
    Case file;
    file.id = {3};
    file.ref = ref;
    file.owner = naestved;
    file.received_in = naestved;
    file.title = "Mangler 3 smede";
    file.received_on = day("2026-11-02");
    return file;
}

Consent consent(std::int64_t id, Scope scope, const char* recipient = "") {
    Consent given;
    given.id = {id};
    given.scope = scope;
    given.recipient = {recipient};
    given.given_on = day("2026-11-02");
    return given;
}

Fault consent_fault(const std::vector<Consent>& consents, const char* actor = "zbc",
                    const char* on = "2026-11-23") {
    return fault_of([&] { require_consent(consents, ref, {actor}, day(on)); });
}

std::string codes(Scope scope) {
    std::string all;
    for (const auto field : fields_within(scope)) all += (all.empty() ? "" : ",") + std::string{code(field)};
    return all;
}

}  // namespace

TEST_CASE("a need keeps how it ended, when and where", "[case]") {
    Need expected = open_need();
    expected.outcome = NeedOutcome::partly;
    expected.cause = Cause::no_capacity;
    expected.filled = 1;
    expected.other_profile = 2;
    expected.closed_on = day("2026-11-23");
    expected.closed_in = faxe;

    CHECK(close_need(open_need(), {NeedOutcome::partly, Cause::no_capacity, 1, 2}, day("2026-11-23"), faxe) ==
          expected);
}

TEST_CASE("a need that was met or withdrawn needs no cause", "[case]") {
    for (const auto outcome : {NeedOutcome::met, NeedOutcome::withdrawn}) {
        Need expected = open_need();
        expected.outcome = outcome;
        expected.closed_on = day("2026-11-23");
        expected.closed_in = naestved;

        CHECK(close_need(open_need(), {outcome, {}, {}, {}}, day("2026-11-23"), naestved) == expected);
    }
}

TEST_CASE("a need cannot end twice", "[case]") {
    const Need closed = close_need(open_need(), {NeedOutcome::met, {}, {}, {}}, day("2026-11-20"), naestved);

    CHECK(fault_of([&] {
              close_need(closed, {NeedOutcome::met, {}, {}, {}}, day("2026-11-23"), naestved);
          }) ==
          Fault{ErrorKind::refused,
                "the need for rekruttering/faglaert was closed on 2026-11-20; reopen the case to change it"});
}

TEST_CASE("what stayed unmet wants a cause", "[case]") {
    for (const auto outcome : {NeedOutcome::unmet, NeedOutcome::partly})
        CHECK(fault_of([&] {
                  close_need(open_need(), {outcome, {}, {}, {}}, day("2026-11-23"), naestved);
              }) == Fault{ErrorKind::usage,
                          "say why rekruttering/faglaert was not met: --reason "
                          "no-actor|no-capacity|not-eligible|declined|no-answer"});
}

TEST_CASE("what was met has no cause", "[case]") {
    for (const auto outcome : {NeedOutcome::met, NeedOutcome::withdrawn})
        CHECK(fault_of([&] {
                  close_need(open_need(), {outcome, Cause::declined, {}, {}}, day("2026-11-23"), naestved);
              }) == Fault{ErrorKind::usage,
                          "--reason tells why a need was not met; it does not go with --outcome " +
                              std::string{code(outcome)}});
}

TEST_CASE("no more posts are filled than were sought", "[case]") {
    const auto close = [](std::optional<int> sought, std::optional<int> filled, std::optional<int> other) {
        Need need = open_need();
        need.positions = sought;
        return fault_of([&] {
            close_need(need, {NeedOutcome::met, {}, filled, other}, day("2026-11-23"), naestved);
        });
    };
    const std::string way_out = "sought for rekruttering/faglaert; correct it with aka case edit --positions";

    CHECK(close(3, 3, {}) == Fault{});
    CHECK(close(3, 1, 2) == Fault{});
    CHECK(close({}, 50, 50) == Fault{});
    CHECK(close(3, 4, {}) == Fault{ErrorKind::usage, "4 posts filled, but only 3 were " + way_out});
    CHECK(close(3, {}, 4) == Fault{ErrorKind::usage, "4 posts filled, but only 3 were " + way_out});
    CHECK(close(3, 2, 2) == Fault{ErrorKind::usage, "4 posts filled, but only 3 were " + way_out});
}

TEST_CASE("a case closes on its day once all its needs have ended", "[case]") {
    const Need closed = close_need(open_need(), {NeedOutcome::met, {}, {}, {}}, day("2026-11-20"), naestved);
    Case expected = open_case();
    expected.status = CaseStatus::closed;
    expected.closed_on = day("2026-11-23");

    CHECK(close_case(open_case(), {closed, closed}, day("2026-11-23")) == expected);
    CHECK(close_case(open_case(), {closed}, day("2026-11-02")).closed_on == day("2026-11-02"));
    CHECK(fault_of([&] {
              close_case(open_case(), {closed, open_need()}, day("2026-11-23"));
          }) == Fault{ErrorKind::refused, "NAE-26-0143 has open needs"});
}

TEST_CASE("a case cannot close before it was received", "[case]") {
    CHECK(fault_of([] { close_case(open_case(), {}, day("2026-11-01")); }) ==
          Fault{ErrorKind::refused, "NAE-26-0143 was received on 2026-11-02; it cannot be closed before"});
}

TEST_CASE("a closed case is opened again before anything else is done with it", "[case]") {
    const Case closed = close_case(open_case(), {}, day("2026-11-23"));
    const Fault fault{ErrorKind::refused,
                      "NAE-26-0143 was closed on 2026-11-23; open it again with aka case reopen NAE-26-0143"};

    CHECK(fault_of([&] { require_open(closed); }) == fault);
    CHECK(fault_of([&] { close_case(closed, {}, day("2026-11-24")); }) == fault);
    CHECK(reopen_case(closed) == open_case());
    CHECK(fault_of([] { require_open(open_case()); }) == Fault{});
}

TEST_CASE("an open case is not opened again", "[case]") {
    CHECK(fault_of([] { reopen_case(open_case()); }) == Fault{ErrorKind::refused, "NAE-26-0143 is open"});
}

TEST_CASE("each scope shares what the one before does, and more", "[consent]") {
    CHECK(codes(Scope::none).empty());
    CHECK(codes(Scope::anonymous) == "topic,municipality,size,occupation,posts");
    CHECK(codes(Scope::contact) ==
          "topic,municipality,size,occupation,posts,company,cvr,pno,contact,phone,email");
    CHECK(codes(Scope::full) ==
          "topic,municipality,size,occupation,posts,company,cvr,pno,contact,phone,email,title,text");
}

TEST_CASE("a field's scope is the least that shares it", "[consent]") {
    CHECK(scope_of(SharedField::topic) == Scope::anonymous);
    CHECK(scope_of(SharedField::posts) == Scope::anonymous);
    CHECK(scope_of(SharedField::company) == Scope::contact);
    CHECK(scope_of(SharedField::email) == Scope::contact);
    CHECK(scope_of(SharedField::title) == Scope::full);
    CHECK(scope_of(SharedField::text) == Scope::full);
}

TEST_CASE("the last consent given replaces the earlier ones", "[consent]") {
    const std::vector<Consent> consents{consent(2, Scope::full), consent(3, Scope::contact),
                                        consent(1, Scope::none)};

    CHECK(last_consent(consents, {"zbc"}) == &consents[1]);
    CHECK(require_consent(consents, ref, {"zbc"}, day("2026-11-23")) == consents[1]);
}

TEST_CASE("a consent for one actor says nothing of another", "[consent]") {
    const std::vector<Consent> consents{consent(1, Scope::anonymous), consent(2, Scope::full, "zbc"),
                                        consent(3, Scope::contact, "eucsj")};

    CHECK(last_consent(consents, {"zbc"}) == &consents[1]);
    CHECK(last_consent(consents, {"eucsj"}) == &consents[2]);
    CHECK(last_consent(consents, {"fagbureau"}) == &consents[0]);
    CHECK(last_consent({consents[1]}, {"eucsj"}) == nullptr);
}

TEST_CASE("a consent to be told as a story allows no referral", "[consent]") {
    std::vector<Consent> consents{consent(1, Scope::contact), consent(2, Scope::full)};
    consents[1].purpose = Purpose::story;

    CHECK(last_consent(consents, {"zbc"}) == &consents[0]);
    CHECK(last_consent({consents[1]}, {"zbc"}) == nullptr);
}

TEST_CASE("without consent nothing is shared", "[consent]") {
    const Fault fault{ErrorKind::refused,
                      "NAE-26-0143 has no consent to share with a third party; see aka case consent"};

    CHECK(consent_fault({}) == fault);
    CHECK(consent_fault({consent(1, Scope::full, "eucsj")}) == fault);
}

TEST_CASE("a refusal of consent stands, also after a consent", "[consent]") {
    CHECK(consent_fault({consent(1, Scope::full), consent(2, Scope::none)}) ==
          Fault{ErrorKind::refused,
                "NAE-26-0143 is not to be shared: the business refused consent on 2026-11-02; see aka case "
                "consent"});
    CHECK(consent_fault({consent(1, Scope::none), consent(2, Scope::anonymous)}) == Fault{});
}

TEST_CASE("a consent holds to its last day and no longer", "[consent]") {
    Consent limited = consent(1, Scope::full);
    limited.until = day("2026-11-23");

    CHECK(consent_fault({limited}, "zbc", "2026-11-23") == Fault{});
    CHECK(consent_fault({limited}, "zbc", "2026-11-24") ==
          Fault{ErrorKind::refused,
                "NAE-26-0143 has a consent that ran out on 2026-11-23; see aka case consent"});
}

TEST_CASE("a withdrawn consent holds no more, and the one before it neither", "[consent]") {
    Consent withdrawn = consent(2, Scope::full);
    withdrawn.withdrawn_on = day("2026-11-20");

    CHECK(consent_fault({consent(1, Scope::full), withdrawn}) ==
          Fault{ErrorKind::refused,
                "NAE-26-0143 has a consent that was withdrawn on 2026-11-20; see aka case consent"});
    CHECK(consent_fault({withdrawn, consent(3, Scope::contact)}) == Fault{});
}
