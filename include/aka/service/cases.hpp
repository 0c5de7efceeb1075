#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/case.hpp"
#include "aka/model/consent.hpp"
#include "aka/model/feedback.hpp"
#include "aka/model/referral.hpp"
#include "aka/service/desk.hpp"
#include "aka/store/draws.hpp"

namespace aka {

/// What is said of a business; what is not said is empty.
struct BusinessFacts {
    std::string name;
    std::string cvr;
    std::string pno;
    std::optional<CompanyForm> form;
    std::optional<SizeBand> size_band;
    std::string contact;
    std::string phone;
    std::string email;
    bool operator==(const BusinessFacts&) const = default;
};

/// Every text fit, every number checked and in its stored form. A usage error, or refused, when one is not.
BusinessFacts clean_facts(BusinessFacts facts);

/// A usage error when the day lies ahead.
void require_received_by(Date received, Date today);

/// What is said of a need.
struct NeedFacts {
    TopicId topic;
    std::string occupation;
    std::optional<int> positions;
    std::optional<Obstacle> obstacle;
};

struct ConsentFacts {
    Scope scope = Scope::none;
    ConsentVia via = ConsentVia::phone;
    Purpose purpose = Purpose::referral;
    ActorId recipient;  ///< empty: any eligible
    std::optional<Date> until;
};

enum class KnownBusiness {
    reuse,  ///< by CVR number, else phone or mail, else name
    by_cvr_only,
};

/// Where an enquiry comes from.
enum class Origin {
    asked_now,
    /// Written down elsewhere before. Nothing is drawn: a draw credits actors for proposals, and nobody sees
    /// these. It is made when somebody asks for it.
    older_register,
};

struct Enquiry {
    BusinessFacts business;
    std::vector<NeedFacts> needs;  ///< the first is the main one
    std::string title;
    std::string text;
    Channel channel = Channel::phone;
    Direction direction = Direction::incoming;
    std::optional<Date> received_on;  ///< none: today
    std::optional<Date> followup;     ///< none: by the municipality's default
    bool without_followup = false;
    std::optional<ConsentFacts> consent;
    KnownBusiness known = KnownBusiness::reuse;
    Origin origin = Origin::asked_now;
    std::string consultant{};  ///< initials; empty: who acts
};

/// A case with all that belongs to it.
struct CaseFile {
    Case file;
    std::optional<Business> business;  ///< none once erased
    std::optional<Contact> contact;
    std::vector<Need> needs;
    std::vector<Note> notes;
    std::vector<Followup> followups;
    std::vector<Consent> consents;
    std::vector<Referral> referrals;
    std::vector<Feedback> feedback;
    bool foreign = false;  ///< another office's: contact and free text are left out
};

struct Recorded {
    CaseFile file;
    std::vector<Draw> draws;        ///< one per need; none for what an older register held
    std::vector<Case> open_before;  ///< the same business's cases that were open already
    bool known = false;             ///< the business was in the register
    std::string known_as;           ///< under this name
    std::vector<Business> twins;    ///< others that what was said fits too
};

/// A business of the acting municipality with its newest contact.
struct KnownFacts {
    Business business;
    std::optional<Contact> contact;
    std::vector<Case> open_cases;
};

struct CaseEdit {
    BusinessFacts business;
    std::optional<std::string> title;
    std::optional<std::string> text;
    std::optional<Channel> channel;
    std::optional<Direction> direction;
    std::optional<Date> received_on;
    TopicId topic;         ///< the need addressed; empty: all that are open
    TopicId change_topic;  ///< its new topic
    std::vector<TopicId> add_topics;
    std::optional<std::string> occupation;
    std::optional<int> positions;
    std::optional<Obstacle> obstacle;
    [[nodiscard]] bool touches_needs() const {
        return occupation || positions || obstacle || !change_topic.empty();
    }
    [[nodiscard]] bool changes_anything() const {
        return touches_needs() || !topic.empty() || !add_topics.empty() || title || text || channel ||
               direction || received_on || business != BusinessFacts{};
    }
};

struct Edited {
    CaseFile file;
    std::vector<Business> twins;       ///< other businesses that what was said fits too
    std::vector<TopicId> stale_draws;  ///< topics whose draw was made for other criteria than now hold
};

/// What a withdrawn consent means.
struct Withdrawal {
    std::vector<Consent> consents;    ///< those that ended
    std::vector<Referral> cancelled;  ///< they were still unanswered
    std::vector<Referral> informed;   ///< all that left the office: each actor is to be told to delete it
};

struct Closed {
    CaseFile file;
    std::vector<Need> closed;          ///< by this call
    std::vector<Referral> unanswered;  ///< still waiting for an actor
    std::optional<Followup> followup;  ///< three months on, when the case closed and that lies ahead
};

/// What a consultant does with cases. Every call is one transaction and one event, at the desk it was made
/// for.
class Cases {
public:
    explicit Cases(const Desk& desk) : desk_(desk) {}

    /// The business meant, if it is known: by CVR number, else phone or mail, else folded name.
    [[nodiscard]] std::optional<KnownFacts> find_known(const BusinessFacts& facts, KnownBusiness how) const;

    /// Records an enquiry, its needs, its first follow-up, and draws for each need. What is known of the
    /// business fills what was not said; what was said corrects what was known.
    Recorded record(const Enquiry& enquiry) const;

    [[nodiscard]] CaseFile read(const Case& file) const;

    Edited edit(const Case& file, const CaseEdit& edit) const;

    Note add_note(const Case& file, std::string_view text, std::optional<int> minutes, Date on) const;

    /// Moves the agreed follow-up to `due`, or makes one. One that is overdue is not moved but ends today,
    /// late, so that lateness stays visible.
    Followup set_followup(const Case& file, Date due) const;
    /// Ends the earliest open follow-up today. Refused when there is none.
    Followup finish_followup(const Case& file) const;

    Consent give_consent(const Case& file, const ConsentFacts& facts) const;
    /// Ends all consents of the case, also those that ran out, and cancels the referrals that nobody has
    /// answered. Refused when there is no consent.
    Withdrawal withdraw_consent(const Case& file) const;

    /// The causes that the referrals of the open needs addressed suggest.
    [[nodiscard]] std::optional<Cause> suggested_cause(const Case& file, const TopicId& topic) const;

    /// Ends the open needs addressed (`topic` empty: all); the case closes with its last one. `on`: the day
    /// it happened, unless today; a follow-up three months on is only made when it lies ahead.
    Closed close(const Case& file, const TopicId& topic, const Ending& ending,
                 std::optional<Date> on = std::nullopt) const;

    /// Opens the case and the needs that were not met. The reason and the text stand in a note.
    CaseFile reopen(const Case& file, ReopenReason reason, std::string_view text) const;

private:
    void edit_needs(Change& change, CaseFile& whole, const CaseEdit& edit) const;
    const Desk& desk_;
};

/// What is said when no open need of the case has the topic.
std::string no_open_need(const CaseRef& ref, const TopicId& topic);

/// The open need meant: `topic` as typed, or the only open one. A usage error that names them when several
/// are open; refused when none has the topic, or the case is closed.
Need find_need(const Network& network, const CaseFile& file, std::string_view topic);

}  // namespace aka
