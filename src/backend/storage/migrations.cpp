#include "migrations.hpp"

#include <string>

#include "sqlite.hpp"

namespace regulars::backend {
namespace {

// Instants are milliseconds since 1970 (`_ms`). Natural keys are primary keys for ever: nothing deletes an event, an
// order, a redemption or a webhook. The triggers make the ledger append-only for this program's own mistakes too.
constexpr const char* step_1 = R"sql(
CREATE TABLE programmes (
    version INTEGER PRIMARY KEY CHECK (version >= 1),
    active_from_ms INTEGER NOT NULL UNIQUE,
    document TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;

CREATE TABLE members (
    id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
    email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    customer_id TEXT UNIQUE,
    name TEXT,
    birth_month INTEGER CHECK (birth_month BETWEEN 1 AND 12),
    birth_day INTEGER CHECK (birth_day BETWEEN 1 AND 31),
    marketing INTEGER NOT NULL CHECK (marketing IN (0, 1)),
    consent_version TEXT,
    consent_at_ms INTEGER,
    locale TEXT NOT NULL,
    joined_at_ms INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT '',
    CHECK ((birth_month IS NULL) = (birth_day IS NULL))
) STRICT;

CREATE TABLE events (
    key TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    body TEXT NOT NULL,
    answer TEXT NOT NULL,
    occurred_at_ms INTEGER NOT NULL,
    posted_at_ms INTEGER NOT NULL,
    posted_seq INTEGER NOT NULL CHECK (posted_seq >= 1),
    UNIQUE (member_id, posted_seq)
) STRICT;
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE entries (
    member_id TEXT NOT NULL REFERENCES members (id),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    body TEXT NOT NULL,
    PRIMARY KEY (member_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_gapless BEFORE INSERT ON entries
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entries WHERE member_id = NEW.member_id)
    BEGIN SELECT RAISE(ABORT, 'entries have no gaps'); END;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    record TEXT NOT NULL
) STRICT;
CREATE INDEX orders_of_member ON orders (member_id);

CREATE TABLE guest_orders (
    order_id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    customer_id TEXT,
    occurred_at_ms INTEGER NOT NULL,
    order_json TEXT NOT NULL,
    claimed_by TEXT REFERENCES members (id)
) STRICT;
CREATE INDEX guest_orders_of_email ON guest_orders (email) WHERE claimed_by IS NULL;

CREATE TABLE parked (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    body TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX parked_of_order ON parked (order_id);

CREATE TABLE redemptions (
    id TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    record TEXT NOT NULL
) STRICT;
CREATE INDEX redemptions_of_member ON redemptions (member_id);

CREATE TABLE counters (
    key TEXT PRIMARY KEY,
    remaining INTEGER NOT NULL CHECK (remaining >= 0)
) STRICT;

CREATE TABLE vouchers (
    code_mac BLOB PRIMARY KEY CHECK (length(code_mac) = 32),
    redemption_id TEXT NOT NULL UNIQUE REFERENCES redemptions (id),
    member_id TEXT NOT NULL REFERENCES members (id),
    reward_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value_minor INTEGER,
    percent TEXT,
    issued_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('issued', 'reserved', 'used', 'released', 'expired')),
    checkout_id TEXT,
    reserved_until_ms INTEGER,
    order_id TEXT,
    CHECK (state <> 'reserved' OR (checkout_id IS NOT NULL AND reserved_until_ms IS NOT NULL)),
    CHECK ((state = 'used') = (order_id IS NOT NULL))
) STRICT;
CREATE INDEX vouchers_of_member ON vouchers (member_id, issued_at_ms);

CREATE TABLE codes (
    email TEXT PRIMARY KEY,
    mac BLOB NOT NULL CHECK (length(mac) = 32),
    purpose TEXT NOT NULL CHECK (purpose IN ('join', 'sign_in', 'invite')),
    pending TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5)
) STRICT;

CREATE TABLE sessions (
    token_sha256 BLOB PRIMARY KEY CHECK (length(token_sha256) = 32),
    id TEXT NOT NULL UNIQUE,
    member_id TEXT NOT NULL REFERENCES members (id),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_end ON sessions (expires_at_ms);

CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    body_sha256 BLOB NOT NULL CHECK (length(body_sha256) = 32),
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at_ms INTEGER NOT NULL
) STRICT;
)sql";

// Two accounts of one person: who is asked for the one finds the other.
constexpr const char* step_2 = R"sql(
ALTER TABLE members ADD COLUMN merged_into TEXT REFERENCES members (id);
)sql";

// Which checkouts were told that they have a voucher and have not given it up: what they report later was given. What waited
// for an order and was refused when that came. Whose accounts became whose.
constexpr const char* step_3 = R"sql(
CREATE TABLE voucher_reservations (
    code_mac BLOB NOT NULL REFERENCES vouchers (code_mac),
    checkout_id TEXT NOT NULL,
    PRIMARY KEY (code_mac, checkout_id)
) STRICT, WITHOUT ROWID;
INSERT INTO voucher_reservations SELECT code_mac, checkout_id FROM vouchers WHERE state = 'reserved';

CREATE TABLE turned_down (
    key TEXT PRIMARY KEY,
    awaited TEXT NOT NULL,
    body TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX turned_down_of_awaited ON turned_down (awaited);
CREATE INDEX members_merged ON members (merged_into) WHERE merged_into IS NOT NULL;
)sql";

// When time alone brings something about for a member (see Sweep). 0: not known yet, as after a new version of the programme.
constexpr const char* step_4 = R"sql(
ALTER TABLE members ADD COLUMN due_at_ms INTEGER;
UPDATE members SET due_at_ms = 0 WHERE state <> '';
CREATE INDEX members_due ON members (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE TRIGGER programme_may_bring_dues BEFORE INSERT ON programmes
    BEGIN UPDATE members SET due_at_ms = 0 WHERE state <> ''; END;
)sql";

// A new version may have less of what members share than they took already: that much comes back before there is any again.
constexpr const char* step_5 = R"sql(
ALTER TABLE counters ADD COLUMN lacking INTEGER NOT NULL DEFAULT 0 CHECK (lacking >= 0);
)sql";

// A code belongs to the browser that asked for it, with what it gave: strangers who ask for the same address neither end it nor
// answer for her. A code that is under way when this is installed is asked for again.
constexpr const char* step_6 = R"sql(
DROP TABLE codes;
CREATE TABLE codes (
    email TEXT NOT NULL,
    asker BLOB NOT NULL CHECK (length(asker) = 32),
    mac BLOB NOT NULL CHECK (length(mac) = 32),
    purpose TEXT NOT NULL CHECK (purpose IN ('join', 'sign_in', 'invite')),
    pending TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
    tries_of_others INTEGER NOT NULL DEFAULT 0 CHECK (tries_of_others BETWEEN 0 AND 5),
    PRIMARY KEY (email, asker)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* steps[] = {step_1, step_2, step_3, step_4, step_5, step_6};
constexpr std::int64_t newest = sizeof steps / sizeof steps[0];

}  // namespace

void migrate(Database& db) {
    std::int64_t version = 0;
    {
        Query q = db.query("PRAGMA user_version");
        if (q.next()) version = q.number(0);
    }
    if (version > newest) throw StorageError("the data was written by a newer version of this program");
    for (std::int64_t step = version; step < newest; ++step) {
        db.script(std::string("BEGIN IMMEDIATE;") + steps[step] +
                  "PRAGMA user_version = " + std::to_string(step + 1) + "; COMMIT;");
    }
}

}  // namespace regulars::backend
