#include "aka/store/sqlite_migrations.hpp"

namespace aka {

const std::vector<std::string_view>& migrations() {
    // Append only: registers out there were made by these steps as they stood.
    static const std::vector<std::string_view> steps{// 1: the whole register
                                                     R"sql(
CREATE TABLE register (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    key            TEXT NOT NULL,
    municipalities TEXT NOT NULL,  -- ids joined by a comma; empty: any
    made           TEXT NOT NULL   -- UTC
) STRICT;
CREATE TABLE counter (
    municipality TEXT NOT NULL,
    year         INTEGER NOT NULL,
    last         INTEGER NOT NULL,
    PRIMARY KEY (municipality, year)
) STRICT;
CREATE TABLE business (
    id               INTEGER PRIMARY KEY,
    key              TEXT NOT NULL UNIQUE,
    owner            TEXT NOT NULL,
    cvr              TEXT,
    pno              TEXT,
    name             TEXT NOT NULL CHECK (name <> ''),
    name_folded      TEXT NOT NULL,
    form             TEXT,
    size_band        TEXT,
    industry_code    TEXT,
    industry_version TEXT,
    municipality     TEXT,
    postcode         TEXT
) STRICT;
CREATE INDEX business_cvr ON business (cvr, owner) WHERE cvr IS NOT NULL;
CREATE INDEX business_name ON business (name_folded, owner);
CREATE TABLE contact (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    business_id INTEGER NOT NULL REFERENCES business,
    owner       TEXT NOT NULL,
    name        TEXT,
    phone       TEXT,
    email       TEXT
) STRICT;
CREATE INDEX contact_business ON contact (business_id);
CREATE INDEX contact_phone ON contact (phone, owner) WHERE phone IS NOT NULL;
CREATE INDEX contact_email ON contact (email, owner) WHERE email IS NOT NULL;
CREATE TABLE case_file (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    ref         TEXT NOT NULL UNIQUE,
    prefix      TEXT NOT NULL,
    year        INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    business_id INTEGER REFERENCES business,
    contact_id  INTEGER REFERENCES contact,
    received_in TEXT NOT NULL,
    owner       TEXT NOT NULL,
    consultant  TEXT NOT NULL,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    channel     TEXT NOT NULL,
    direction   TEXT NOT NULL,
    size_band   TEXT,
    received_on TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    closed_on   TEXT CHECK (closed_on >= received_on),
    recorded    TEXT NOT NULL,  -- UTC
    CHECK ((status = 'closed') = (closed_on IS NOT NULL))
) STRICT;
CREATE INDEX case_open ON case_file (owner, received_on, id) WHERE status = 'open';
CREATE INDEX case_owner ON case_file (owner, received_on, id);
CREATE INDEX case_month ON case_file (received_on, received_in, direction, channel, size_band, business_id);
CREATE INDEX case_closed ON case_file (closed_on, owner, received_on) WHERE closed_on IS NOT NULL;
CREATE INDEX case_business ON case_file (business_id, received_on);
CREATE INDEX case_contact ON case_file (contact_id) WHERE contact_id IS NOT NULL;
CREATE TABLE merged_case (
    ref              TEXT PRIMARY KEY,  -- of the case that went into another
    key              TEXT NOT NULL,     -- what its events are filed under
    case_id          INTEGER NOT NULL REFERENCES case_file,
    referrals_before INTEGER NOT NULL   -- its referral n is the other's referral n + this
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_into ON merged_case (case_id);
CREATE TABLE need (
    id            INTEGER PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    case_id       INTEGER NOT NULL REFERENCES case_file,
    place         INTEGER NOT NULL,
    topic         TEXT NOT NULL,
    occupation    TEXT,
    positions     INTEGER CHECK (positions > 0),
    obstacle      TEXT,
    outcome       TEXT,
    cause         TEXT,
    filled        INTEGER CHECK (filled >= 0),
    other_profile INTEGER CHECK (other_profile >= 0),
    closed_on     TEXT,
    closed_in     TEXT,
    UNIQUE (case_id, place),
    CHECK ((outcome IS NULL) = (closed_on IS NULL))
) STRICT;
CREATE INDEX need_topic ON need (topic, case_id);
CREATE INDEX need_closed ON need (closed_on, closed_in) WHERE closed_on IS NOT NULL;
CREATE TABLE note (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    case_id  INTEGER NOT NULL REFERENCES case_file,
    author   TEXT NOT NULL,
    text     TEXT NOT NULL CHECK (text <> ''),
    minutes  INTEGER CHECK (minutes > 0),
    on_date  TEXT NOT NULL,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX note_case ON note (case_id);
CREATE TABLE followup (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    case_id  INTEGER NOT NULL REFERENCES case_file,
    kind     TEXT NOT NULL,
    due      TEXT NOT NULL,
    done_on  TEXT,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX followup_case ON followup (case_id);
CREATE INDEX followup_waiting ON followup (due, case_id) WHERE done_on IS NULL;
CREATE INDEX followup_due ON followup (due);
CREATE TABLE consent (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    case_id      INTEGER NOT NULL REFERENCES case_file,
    purpose      TEXT NOT NULL,
    scope        TEXT NOT NULL,
    recipient    TEXT,  -- an actor; NULL: any eligible
    via          TEXT NOT NULL,
    taken_by     TEXT NOT NULL,
    given_on     TEXT NOT NULL,
    until        TEXT CHECK (until >= given_on),
    withdrawn_on TEXT CHECK (withdrawn_on >= given_on),
    recorded     TEXT NOT NULL
) STRICT;
CREATE INDEX consent_case ON consent (case_id);
CREATE TABLE draw (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    need_id      INTEGER NOT NULL REFERENCES need,
    round        INTEGER NOT NULL,  -- 1, and one more for each redraw
    reason       TEXT,              -- of the redraw
    case_ref     TEXT NOT NULL,
    topic        TEXT NOT NULL,
    municipality TEXT NOT NULL,
    size_band    TEXT,
    proposals    INTEGER NOT NULL,  -- k: the first so many places were proposed
    day          TEXT NOT NULL,
    recorded     TEXT NOT NULL
) STRICT;
CREATE INDEX draw_need ON draw (need_id, round);
CREATE INDEX draw_day ON draw (day);
CREATE TABLE draw_place (
    draw_id         INTEGER NOT NULL REFERENCES draw,
    place           INTEGER NOT NULL,
    actor           TEXT NOT NULL,
    credit_before   TEXT NOT NULL,  -- units of 1/lcm(1..64)
    proposed_before INTEGER NOT NULL,
    PRIMARY KEY (draw_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE extra_proposal (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    draw_id    INTEGER NOT NULL REFERENCES draw,
    place      INTEGER NOT NULL,
    after_draw INTEGER NOT NULL,  -- the newest draw when it was made: draws and these can be replayed in order
    day        TEXT NOT NULL,
    recorded   TEXT NOT NULL,
    UNIQUE (draw_id, place)
) STRICT;
CREATE TABLE ledger (
    actor     TEXT PRIMARY KEY,
    credit    TEXT NOT NULL,  -- units of 1/lcm(1..64)
    proposals INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE referral (
    id            INTEGER PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    case_id       INTEGER NOT NULL REFERENCES case_file,
    need_id       INTEGER NOT NULL REFERENCES need,
    number        INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    actor_name    TEXT NOT NULL,
    draw_id       INTEGER REFERENCES draw,
    chosen_by     TEXT NOT NULL,
    choice_reason TEXT,
    shared        TEXT NOT NULL,
    shared_text   TEXT NOT NULL,
    sent_on       TEXT NOT NULL,
    deadline      TEXT NOT NULL,
    state         TEXT NOT NULL,
    reason        TEXT,
    answered_on   TEXT CHECK (answered_on >= sent_on),
    outcome       TEXT,
    hires         INTEGER CHECK (hires >= 0),
    ended_on      TEXT CHECK (ended_on >= sent_on),
    recorded      TEXT NOT NULL,
    UNIQUE (case_id, number)
) STRICT;
CREATE INDEX referral_need ON referral (need_id);
CREATE INDEX referral_sent ON referral (sent_on, actor);
CREATE INDEX referral_actor ON referral (actor, sent_on);
CREATE INDEX referral_waiting ON referral (deadline, case_id) WHERE state = 'sent';
CREATE INDEX referral_unanswered ON referral (case_id) WHERE state = 'sent';
CREATE TABLE referral_step (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    referral_id INTEGER NOT NULL REFERENCES referral,
    state       TEXT NOT NULL,
    by          TEXT NOT NULL,
    reason      TEXT,
    on_date     TEXT NOT NULL,
    recorded    TEXT NOT NULL
) STRICT;
CREATE INDEX referral_step_referral ON referral_step (referral_id);
CREATE TABLE feedback (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    case_id     INTEGER NOT NULL REFERENCES case_file,
    wave        TEXT NOT NULL,
    response    TEXT NOT NULL,
    asked_on    TEXT NOT NULL,
    answered_on TEXT CHECK (answered_on >= asked_on),
    score       TEXT,  -- 1 to 5, or dont-know
    recommend   INTEGER,
    text        TEXT,
    recorded    TEXT NOT NULL
) STRICT;
CREATE INDEX feedback_case ON feedback (case_id, wave);
CREATE INDEX feedback_asked ON feedback (asked_on);
CREATE TABLE prospect (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    owner       TEXT NOT NULL,
    cvr         TEXT,
    name        TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    phone       TEXT,
    reason      TEXT,
    imported_on TEXT NOT NULL,
    done_on     TEXT,
    recorded    TEXT NOT NULL
) STRICT;
CREATE INDEX prospect_owner ON prospect (owner, name_folded);
CREATE TABLE actor_check (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    actor    TEXT NOT NULL,
    on_date  TEXT NOT NULL,
    by       TEXT NOT NULL,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX actor_check_actor ON actor_check (actor, on_date);
CREATE TABLE actor_capacity (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    actor    TEXT NOT NULL,
    topic    TEXT,  -- NULL: all
    state    TEXT NOT NULL CHECK (state IN ('open', 'limited', 'closed')),
    from_on  TEXT NOT NULL,
    until    TEXT,
    by       TEXT NOT NULL,
    recorded TEXT NOT NULL
) STRICT;
CREATE INDEX actor_capacity_actor ON actor_capacity (actor, from_on);
CREATE TABLE publication (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    report       TEXT NOT NULL,
    period       TEXT NOT NULL,
    audience     TEXT NOT NULL,
    rule         TEXT NOT NULL,
    tables       TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_on TEXT NOT NULL,
    recorded     TEXT NOT NULL
) STRICT;
CREATE TABLE event (
    seq         INTEGER PRIMARY KEY,
    recorded    TEXT NOT NULL,  -- UTC, the real clock
    happened    TEXT NOT NULL,  -- the day
    kind        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    who         TEXT NOT NULL,  -- initials: a claim
    os_user     TEXT NOT NULL,
    commitment  TEXT NOT NULL,
    hash        TEXT NOT NULL
) STRICT;
CREATE INDEX event_subject ON event (subject);
CREATE TABLE event_body (
    seq  INTEGER PRIMARY KEY REFERENCES event,
    salt TEXT NOT NULL,
    body TEXT NOT NULL  -- JSON
) STRICT;
CREATE VIRTUAL TABLE case_search USING fts5 (business, title, text, notes, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3');
)sql",
                                                     // 2: the ledger of what was published, with its figures
                                                     R"sql(
DROP TABLE publication;  -- nothing was ever written to it
CREATE TABLE publication (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    report       TEXT NOT NULL,
    funder       TEXT NOT NULL,  -- empty: not a funder's report
    period       TEXT NOT NULL,
    municipality TEXT NOT NULL,  -- or all
    audience     TEXT NOT NULL,
    min_cell     INTEGER NOT NULL,
    restates     INTEGER NOT NULL,
    hash         TEXT NOT NULL,  -- of the figures as CSV
    published_on TEXT NOT NULL,
    recorded     TEXT NOT NULL
) STRICT;
CREATE TABLE published_figure (
    id             INTEGER PRIMARY KEY,
    publication_id INTEGER NOT NULL REFERENCES publication,
    place          INTEGER NOT NULL,
    period         TEXT NOT NULL,
    months         TEXT NOT NULL,  -- this and what follows in the plural: separated by a space
    municipality   TEXT NOT NULL,
    municipalities TEXT NOT NULL,
    measure        TEXT NOT NULL,
    unit           TEXT NOT NULL,
    dimension      TEXT NOT NULL,  -- empty: a total
    category       TEXT NOT NULL,
    covers         TEXT NOT NULL,
    value          INTEGER NOT NULL,
    businesses     INTEGER NOT NULL,
    largest        INTEGER NOT NULL,
    hidden         INTEGER NOT NULL,
    UNIQUE (publication_id, place)
) STRICT;
)sql",
                                                     // 3: what few rows have is found without the others
                                                     R"sql(
CREATE INDEX referral_open ON referral (sent_on) WHERE ended_on IS NULL;
CREATE INDEX consent_story ON consent (case_id) WHERE purpose = 'story';
CREATE INDEX merged_key ON merged_case (key);
)sql"};
    return steps;
}

}  // namespace aka
