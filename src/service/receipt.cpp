#include "aka/service/receipt.hpp"

#include "aka/service/sharing.hpp"
#include "letter_parts.hpp"
#include "letter_texts.hpp"

namespace aka {
namespace {

/// One receipt being written.
class Writer {
public:
    Writer(const Desk& desk, const Receipt& receipt)
        : desk_(desk),
          receipt_(receipt),
          language_(receipt.letter.language),
          draw_(letter_texts(language_).draw),
          texts_(letter_texts(language_).receipt) {}

    std::vector<LetterPart> write() {
        const CaseFile& file = receipt_.file;
        say(texts_.intro, fmt::arg("day", day(file.file.received_on)));
        LetterFacts facts{{{texts_.reference, file.file.ref.text()}}};
        if (file.business) facts.facts.push_back({texts_.company, file.business->name});
        parts_.emplace_back(std::move(facts));
        for (const auto& need : receipt_.needs) add_need(need);
        add_consents();
        head(texts_.withdraw_heading);
        say(texts_.withdraw, fmt::arg("office", receipt_.letter.from.name));
        head(texts_.promise_heading);
        say(texts_.promise);
        say(letter_texts(language_).common.not_secret);
        parts_.emplace_back(signature(desk_, language_));
        return std::move(parts_);
    }

private:
    [[nodiscard]] std::string day(Date date) const { return written_date(date, language_); }

    void head(const std::string& text) { parts_.emplace_back(LetterHeading{text}); }

    template <class... Arguments>
    void say(const char* text, const Arguments&... arguments) {
        parts_.emplace_back(LetterParagraph{fill(text, arguments...)});
    }

    [[nodiscard]] std::string name(const ActorId& id) const {
        const Actor* actor = desk_.network.find(id);
        return actor != nullptr ? actor->name : id.text;
    }

    void add_need(const DrawnNeed& drawn) {
        head(fill(texts_.need, fmt::arg("topic", topic_label(desk_.network, drawn.need.topic, language_))));
        if (drawn.draws.empty()) say(draw_.no_draw);
        for (const auto& draw : drawn.draws) add_draw(draw);
        bool referred = false;
        for (const auto& referral : receipt_.file.referrals) {
            if (referral.need != drawn.need.id) continue;
            add_referral(referral);
            referred = true;
        }
        if (!referred) say(texts_.no_referral);
    }

    void add_draw(const Draw& draw) {
        if (const auto reason = find_code<RedrawReason>(draw.reason))
            say(draw_.drawn_again, fmt::arg("reason", in_words(texts_.redraws, *reason)));
        int proposed = 0;
        LetterList order{true, {}};
        for (const auto& place : draw.places) {
            proposed += place.proposed ? 1 : 0;
            order.items.push_back(
                {fill(place.proposed ? draw_.proposed : draw_.not_proposed,
                      fmt::arg("name", name(place.actor)), fmt::arg("place", share(place))) +
                     cost(place.actor),
                 {tie_text(draw.case_ref, draw.round, draw.topic, place.actor),
                  tie_hash(draw.case_ref, draw.round, draw.topic, place.actor)}});
        }
        say(draw.places.size() == 1 ? draw_.drawn_one : draw_.drawn, fmt::arg("day", day(draw.day)),
            fmt::arg("eligible", draw.places.size()), fmt::arg("proposed", proposed));
        say(draw_.criteria);
        say(draw_.order);
        parts_.emplace_back(std::move(order));
    }

    /// What it costs the business, after a blank; the guidance itself is free.
    [[nodiscard]] std::string cost(const ActorId& id) const {
        const Actor* actor = desk_.network.find(id);
        return actor != nullptr ? ' ' + in_words(texts_.costs, actor->cost) : "";
    }

    /// Where the actor stood before the draw.
    [[nodiscard]] std::string share(const DrawPlace& place) const {
        const LedgerEntry entry{place.actor, place.credit_before, place.proposed_before};
        const Credit difference = entry.difference();
        if (difference == Credit{}) return draw_.level;
        const std::string number = written_number(std::abs(difference.value()), language_);
        return fill(difference > Credit{} ? draw_.below : draw_.above, fmt::arg("n", number));
    }

    void add_referral(const Referral& referral) {
        const std::string ref = ReferralRef{receipt_.file.file.ref, referral.number}.text();
        const std::string reason = referral.choice_reason ? in_words(texts_.choices, *referral.choice_reason)
                                                          : std::string{texts_.outside_unexplained};
        const std::string sent = fill(referral.chosen_by == ChosenBy::draw ? texts_.by_draw : texts_.outside,
                                      fmt::arg("ref", ref), fmt::arg("actor", referral.actor_name),
                                      fmt::arg("day", day(referral.sent_on)), fmt::arg("reason", reason));
        parts_.emplace_back(LetterParagraph{sent + ' ' + in_words(texts_.states, referral.state)});
        const auto facts = shared_facts(desk_.network, read_shared(referral), language_);
        say(texts_.shared, fmt::arg("actor", referral.actor_name), fmt::arg("day", day(referral.sent_on)));
        parts_.emplace_back(LetterFacts{facts});
    }

    void add_consents() {
        head(texts_.consents_heading);
        LetterList list;
        for (const auto& consent : receipt_.file.consents) list.items.push_back({told(consent), {}});
        if (list.items.empty())
            say(texts_.no_consent);
        else
            parts_.emplace_back(std::move(list));
    }

    [[nodiscard]] std::string told(const Consent& consent) const {
        const ConsentStanding standing = standing_of(receipt_.file.consents, consent, desk_.today);
        const std::string recipient =
            consent.recipient.empty() ? std::string{texts_.any_actor} : name(consent.recipient);
        const char* text = consent.scope == Scope::none        ? texts_.refused
                           : consent.purpose == Purpose::story ? texts_.story
                                                               : texts_.given;
        const std::string what = fill(
            text, fmt::arg("scope", in_words(texts_.scopes, consent.scope)), fmt::arg("recipient", recipient),
            fmt::arg("via", in_words(texts_.vias, consent.via)), fmt::arg("day", day(consent.given_on)));
        const std::string now = stands(standing, consent);
        return now.empty() ? what : what + ' ' + now;
    }

    [[nodiscard]] std::string stands(ConsentStanding standing, const Consent& consent) const {
        switch (standing) {
            case ConsentStanding::holds:
                return consent.until ? fill(texts_.holds_until, fmt::arg("day", day(*consent.until)))
                                     : texts_.holds;
            case ConsentStanding::ran_out:
                return fill(texts_.ran_out, fmt::arg("day", day(*consent.until)));
            case ConsentStanding::withdrawn:
                return fill(texts_.withdrawn, fmt::arg("day", day(*consent.withdrawn_on)));
            case ConsentStanding::replaced:
                return texts_.replaced;
            case ConsentStanding::refused:
                break;
        }
        return {};
    }

    const Desk& desk_;
    const Receipt& receipt_;
    Language language_;
    const DrawTexts& draw_;
    const ReceiptTexts& texts_;
    std::vector<LetterPart> parts_;
};

}  // namespace

Receipt case_receipt(const Desk& desk, const Case& file, Language language) {
    Receipt receipt;
    receipt.file = Cases{desk}.read(file);
    for (const auto& need : receipt.file.needs) receipt.needs.push_back({need, draws_of(desk.db, need.id)});
    const std::string business = receipt.file.business ? receipt.file.business->name : file.ref.text();
    const std::string mail = receipt.file.contact ? receipt.file.contact->email : "";
    receipt.letter = new_letter(desk, language, {business, mail},
                                fill(letter_texts(language).receipt.title, fmt::arg("ref", file.ref.text())));
    receipt.letter.parts = Writer{desk, receipt}.write();
    return receipt;
}

}  // namespace aka
