#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aka/model/business.hpp"
#include "aka/model/calendar.hpp"
#include "aka/model/code.hpp"
#include "aka/model/date.hpp"
#include "aka/model/key.hpp"
#include "aka/network/late_list.hpp"
#include "aka/text/tr.hpp"

namespace aka {

enum class ActorKind {
    jobcentre,
    public_service,
    education,
    union_,
    unemployment_fund,
    employer_org,
    recruitment_agency,
    campaign
};

template <>
struct Codes<ActorKind> {
    static constexpr std::array<std::pair<ActorKind, const char*>, 8> list{
        {{ActorKind::jobcentre, "jobcentre"},
         {ActorKind::public_service, "public_service"},
         {ActorKind::education, "education"},
         {ActorKind::union_, "union"},
         {ActorKind::unemployment_fund, "unemployment_fund"},
         {ActorKind::employer_org, "employer_org"},
         {ActorKind::recruitment_agency, "recruitment_agency"},
         {ActorKind::campaign, "campaign"}}};
};

/// What an actor or a scheme costs the business; the guidance itself is free.
enum class Cost { free, fee, unknown };

template <>
struct Codes<Cost> {
    static constexpr std::array<std::pair<Cost, const char*>, 3> list{
        {{Cost::free, "free"}, {Cost::fee, "fee"}, {Cost::unknown, "unknown"}}};
};

/// How far an entry was checked when it was written: the source says it, says part of it, or it is general
/// knowledge.
enum class Verified { source, partial, general };

template <>
struct Codes<Verified> {
    static constexpr std::array<std::pair<Verified, const char*>, 3> list{
        {{Verified::source, "source"}, {Verified::partial, "partial"}, {Verified::general, "general"}}};
};

/// Whether a topic of an actor stands in the entry's source or was inferred.
enum class Basis { source, inferred };

template <>
struct Codes<Basis> {
    static constexpr std::array<std::pair<Basis, const char*>, 2> list{
        {{Basis::source, "source"}, {Basis::inferred, "inferred"}}};
};

/// The days on which an entry holds; open at an end that is not given.
struct Validity {
    std::optional<Date> from;
    std::optional<Date> to;
    [[nodiscard]] bool holds(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
    [[nodiscard]] bool meets(const Validity& other) const {
        return !(to && other.from && *to < *other.from) && !(other.to && from && *other.to < *from);
    }
    bool operator==(const Validity&) const = default;
};

/// A label in both languages of the alliance.
struct Label {
    std::string da;
    std::string en;
    /// In the reader's language.
    [[nodiscard]] const std::string& text() const { return reader_language() == "da" ? da : en; }
    bool operator==(const Label&) const = default;
};

/// Where an entry is from and how far it was checked.
struct Provenance {
    Verified verified = Verified::general;
    std::string source;
    std::string note;
    bool operator==(const Provenance&) const = default;
};

struct Office {
    std::string id;
    std::string name;
    std::string web;
    std::string mail;   ///< what leaves the office is sent from there, and answered to it
    std::string phone;  ///< eight digits, or as it stands in the file
    Provenance provenance;
    bool operator==(const Office&) const = default;
};

/// How long an office keeps what tells of businesses and persons, and by what right it lets it go by itself:
/// the legal basis, in the office's own words; where it is empty nothing is erased, only listed.
struct Retention {
    int months = 60;  ///< closed cases, after the last contact
    std::string basis;
    int answers_days = 180;  ///< what a business answered about satisfaction, after the answer
    std::string answers_basis;
    int lists_months = 12;  ///< businesses to be called, after they were listed or called
    std::string lists_basis;
    bool operator==(const Retention&) const = default;
};

struct Municipality {
    MunicipalityId id;
    std::string code;                    ///< four digits, Statistics Denmark
    std::string name;                    ///< as Næstved
    std::string prefix;                  ///< of case references, as NAE
    int followup_days = 5;               ///< working days until a new case's first follow-up
    std::vector<std::string> postcodes;  ///< hints only: most are shared with other municipalities
    Office office;
    Retention retention;
    bool operator==(const Municipality&) const = default;
};

struct Topic {
    TopicId id;  ///< `parent` or `parent/leaf`
    Label label;
    std::vector<std::string> aliases;
    std::vector<std::string> keywords;  ///< words in a caller's text that suggest it
    std::string large_set;              ///< why more than 15 actors may be eligible; empty when they are not
    [[nodiscard]] bool is_parent() const { return id.text.find('/') == std::string::npos; }
    bool operator==(const Topic&) const = default;
};

struct ActorTopic {
    TopicId topic;  ///< a leaf, or `parent/*` for all of a parent's leaves
    Basis basis;
    bool operator==(const ActorTopic&) const = default;
};

struct Actor {
    ActorId id;
    std::string name;
    ActorKind kind;
    std::vector<ActorTopic> topics;
    std::vector<MunicipalityId> municipalities;  ///< empty: all of the alliance
    std::vector<SizeBand> sizes;                 ///< empty: all
    Validity validity;
    std::vector<std::string> aliases;
    std::string web;
    std::string phone;
    std::string mail;  ///< where referrals are sent
    Cost cost = Cost::unknown;
    std::optional<Date> checked;  ///< when a human last checked the entry; not when it was edited
    Provenance provenance;
    bool example = false;  ///< shipped as an example, to be checked before use

    /// A need for a bare parent matches any of its leaves; an actor's `parent/*` matches all of the parent's.
    [[nodiscard]] bool covers(const TopicId& topic) const;
    [[nodiscard]] bool covers(const MunicipalityId& municipality) const;
    /// An unknown size fits all.
    [[nodiscard]] bool fits(const std::optional<SizeBand>& size) const;
    bool operator==(const Actor&) const = default;
};

/// A subsidy, programme or service with its own entrance.
struct Scheme {
    std::string id;
    Label label;
    std::vector<TopicId> topics;  ///< as those of an actor
    Label target;                 ///< who it is for
    std::string entrance;         ///< where a business applies
    std::vector<ActorId> actors;
    Cost cost = Cost::unknown;
    Validity validity;
    std::string deadline;
    Provenance provenance;

    /// By the rule of `Actor::covers`.
    [[nodiscard]] bool covers(const TopicId& topic) const;
    bool operator==(const Scheme&) const = default;
};

/// A group of DISCO-08 with the job titles people use for it.
struct Occupation {
    std::string disco;  ///< four digits
    Label label;
    std::vector<std::string> titles;
    bool operator==(const Occupation&) const = default;
};

/// What a funder is told of.
enum class FunderIndicator { enquiries, businesses, needs, referrals, outcomes, unmet, followup };

template <>
struct Codes<FunderIndicator> {
    static constexpr std::array<std::pair<FunderIndicator, const char*>, 7> list{
        {{FunderIndicator::enquiries, "enquiries"},
         {FunderIndicator::businesses, "businesses"},
         {FunderIndicator::needs, "needs"},
         {FunderIndicator::referrals, "referrals"},
         {FunderIndicator::outcomes, "outcomes"},
         {FunderIndicator::unmet, "unmet"},
         {FunderIndicator::followup, "followup"}}};
};

/// Who pays, for which municipalities, and when. On no day have two funders a municipality in common: what
/// happens counts for one of them only.
struct Funder {
    std::string id;
    std::string name;
    Validity validity;
    std::vector<MunicipalityId> municipalities;  ///< empty: all of the alliance
    std::vector<FunderIndicator> indicators;     ///< empty: all
    std::string note;

    [[nodiscard]] bool covers(const MunicipalityId& municipality) const;
    [[nodiscard]] bool asks_for(FunderIndicator indicator) const;
    bool operator==(const Funder&) const = default;
};

/// The alliance as its TOML files describe it: checked as a whole, then never changed.
struct Network {
    std::string name;
    std::string lang = "en";
    int proposals = 3;     ///< k of the draw
    int answer_days = 5;   ///< working days an actor has to answer
    int check_months = 6;  ///< an entry not checked for so long is named when a referral is made
    Calendar calendar;
    std::vector<Municipality> municipalities;  ///< in Danish order of their names
    LateList<Topic> topics;                    ///< in the order of the file
    LateList<Actor> actors;                    ///< in Danish order of their names
    LateList<Scheme> schemes;
    LateList<Occupation> occupations;
    std::vector<Funder> funders;

    [[nodiscard]] const Municipality* find(const MunicipalityId& id) const;
    [[nodiscard]] const Topic* find(const TopicId& id) const;
    [[nodiscard]] const Actor* find(const ActorId& id) const;
    [[nodiscard]] const Scheme* find_scheme(std::string_view id) const;

    /// What a person typed, folded and matched against id, name, code (three or four digits) and prefix.
    /// Throws a usage error that names the nearest.
    [[nodiscard]] const Municipality& municipality(std::string_view typed) const;
    /// Matched against id, leaf where it is unique, labels and aliases. Throws a usage error that names the
    /// nearest, or all that are meant.
    [[nodiscard]] const Topic& topic(std::string_view typed) const;
    /// Matched against id, name and aliases. Throws a usage error that names the nearest.
    [[nodiscard]] const Actor& actor(std::string_view typed) const;
    [[nodiscard]] const Scheme& scheme(std::string_view typed) const;
    /// Matched against id and name, then against parts of them. Throws a usage error that names the nearest,
    /// or all there are.
    [[nodiscard]] const Funder& funder(std::string_view typed) const;

    /// The DISCO-08 group of a job title, folded, else by the stems of its words where they mean one group;
    /// none when it is not mapped.
    [[nodiscard]] const Occupation* occupation(std::string_view title) const;

    bool operator==(const Network&) const = default;
};

/// A topic that words of a text suggest.
struct TopicSuggestion {
    TopicId topic;
    std::vector<std::string> words;  ///< those of the text that led there, as they stand in it
};

/// Leaf topics suggested by the words of a text, most words first; compared by Danish stem. Empty when
/// nothing fits.
std::vector<TopicSuggestion> suggest_topics(const Network& network, std::string_view text);

}  // namespace aka
