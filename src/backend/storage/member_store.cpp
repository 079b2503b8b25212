#include "member_store.hpp"

#include "backend/json_text.hpp"
#include "backend/log.hpp"
#include "engine/engine.hpp"
#include "engine/host/host.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/refusal_text.hpp"
#include "engine/json/stored.hpp"

namespace regulars::backend {
namespace {

/// A text of ours that cannot be read back means a damaged file: stop, and book nothing on top of it.
template <class T>
T read_back(Result<T> result, const char* what) {
    if (!result) throw StorageError(std::string("cannot read back ") + what);
    return std::move(*result);
}

host::Booked booked_of(const Query& q) {
    return {q.text(0), read_back(json::read_booked_event(q.text(1)), "an event"), q.text(2)};
}

}  // namespace

std::string turned_down_text(const Event& event, const Refusal& why) {
    JsonObject out;
    out.text("type", host::kind_name(event.body)).text("id", event.id).text("code", name(why.code));
    if (!why.path.empty()) out.text("path", why.path);
    return out.text("detail", json::sentence(why)).str();
}

std::optional<MemberState> MemberStore::state(std::string_view member) {
    Query q = db_.query("SELECT state FROM members WHERE id = ?", member);
    if (!q.next()) return std::nullopt;
    const auto text = q.text(0);
    if (text.empty()) return std::nullopt;
    return read_back(json::read_state(text), "a member's state");
}

void MemberStore::put_state(std::string_view member, const MemberState& state) {
    if (history_ == nullptr) throw StorageError("a state written by who only reads");
    const auto due = next_due(*history_, state);
    const auto due_ms = due == no_instant ? std::nullopt : std::optional(due.ms);
    const auto changed = db_.run("UPDATE members SET state = ?, due_at_ms = ? WHERE id = ?", json::write_state(state), due_ms, member);
    if (changed != 1) throw StorageError("a state of somebody who is no member");
}

std::optional<std::string> MemberStore::merged_into(std::string_view member) {
    Query q = db_.query("SELECT merged_into FROM members WHERE id = ?", member);
    if (!q.next()) return std::nullopt;
    return q.maybe_text(0);
}

void MemberStore::put_merged(std::string_view member, std::string_view into) {
    db_.run("UPDATE members SET merged_into = ? WHERE id = ?", into, member);
    // She keeps what she said of herself; what she never said is what she said under the other name. Consent is not handed on.
    db_.run(
        "UPDATE members SET name = coalesce(members.name, other.name),"
        " birth_month = CASE WHEN members.birth_month IS NULL THEN other.birth_month ELSE members.birth_month END,"
        " birth_day = CASE WHEN members.birth_month IS NULL THEN other.birth_day ELSE members.birth_day END"
        " FROM members AS other WHERE members.id = ? AND other.id = ?",
        into, member);
    db_.run("UPDATE orders SET member_id = ? WHERE member_id = ?", into, member);
    db_.run("UPDATE redemptions SET member_id = ? WHERE member_id = ?", into, member);
    db_.run("UPDATE vouchers SET member_id = ? WHERE member_id = ?", into, member);
}

std::optional<host::Booked> MemberStore::event(std::string_view key) {
    Query q = db_.query("SELECT member_id, body, answer FROM events WHERE key = ?", key);
    if (!q.next()) return std::nullopt;
    return booked_of(q);
}

void MemberStore::put_event(std::string_view key, const host::Booked& booked) {
    db_.run(
        "INSERT INTO events (key, member_id, body, answer, occurred_at_ms, posted_at_ms, posted_seq) VALUES (?, ?, ?, ?,"
        " ?, ?, (SELECT coalesce(max(posted_seq), 0) + 1 FROM events WHERE member_id = ?))",
        key, booked.member, json::write_booked_event(booked.event), booked.answer, booked.event.occurred_at.ms, now_ms_,
        booked.member);
}

List<host::Booked> MemberStore::events_of(std::string_view member) {
    Query q = db_.query("SELECT member_id, body, answer FROM events WHERE member_id = ? ORDER BY posted_seq", member);
    List<host::Booked> out;
    while (q.next())
        out.push_back(booked_of(q));
    return out;
}

void MemberStore::append(std::string_view member, const List<Entry>& entries) {
    if (entries.empty()) return;
    std::int64_t seq = 0;
    {
        Query q = db_.query("SELECT coalesce(max(seq), 0) FROM entries WHERE member_id = ?", member);
        if (q.next()) seq = q.number(0);
    }
    for (const auto& entry : entries) {
        ++seq;
        db_.run("INSERT INTO entries (member_id, seq, body) VALUES (?, ?, ?)", member, seq, json::entry_text(entry, seq));
    }
}

std::optional<host::OrderRow> MemberStore::order(std::string_view order_id) {
    Query q = db_.query("SELECT member_id, record FROM orders WHERE id = ?", order_id);
    if (!q.next()) return std::nullopt;
    return host::OrderRow{q.text(0), read_back(json::read_order_record(q.text(1)), "an order")};
}

void MemberStore::put_order(std::string_view order_id, const host::OrderRow& row) {
    db_.run(
        "INSERT INTO orders (id, member_id, record) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET record = excluded.record WHERE member_id = excluded.member_id",
        order_id, row.member, json::write_order_record(row.record));
}

std::optional<host::RedemptionRow> MemberStore::redemption(std::string_view redemption_id) {
    Query q = db_.query("SELECT member_id, record FROM redemptions WHERE id = ?", redemption_id);
    if (!q.next()) return std::nullopt;
    return host::RedemptionRow{q.text(0), read_back(json::read_redemption_record(q.text(1)), "a redemption")};
}

void MemberStore::put_redemption(const host::RedemptionRow& row) {
    db_.run(
        "INSERT INTO redemptions (id, member_id, record) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET record = excluded.record WHERE member_id = excluded.member_id",
        row.record.id, row.member, json::write_redemption_record(row.record));
    if (on_redemption_) on_redemption_(row);
}

void MemberStore::park(std::string_view order_id, const host::Booked& waiting) {
    db_.run("INSERT INTO parked (key, order_id, member_id, body, answer) VALUES (?, ?, ?, ?, ?)",
            host::natural_key(waiting.event), order_id, waiting.member, json::write_booked_event(waiting.event),
            waiting.answer);
}

List<host::Booked> MemberStore::parked(std::string_view order_id) {
    Query q = db_.query("SELECT member_id, body, answer FROM parked WHERE order_id = ? ORDER BY seq", order_id);
    List<host::Booked> out;
    while (q.next())
        out.push_back(booked_of(q));
    return out;
}

void MemberStore::unpark(std::string_view order_id) { db_.run("DELETE FROM parked WHERE order_id = ?", order_id); }

void MemberStore::turn_down(std::string_view awaited, const host::Booked& waited, const Refusal& why) {
    db_.run("INSERT INTO turned_down (key, awaited, body, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
            host::natural_key(waited.event), awaited, turned_down_text(waited.event, why), now_ms_);
    log_line("what had waited was refused", name(why.code));
}

std::int64_t MemberStore::counter(std::string_view key, std::int64_t initial) {
    Query q = db_.query("SELECT remaining FROM counters WHERE key = ?", key);
    return q.next() ? q.number(0) : initial;
}

bool MemberStore::claim(std::string_view key, std::int64_t units, std::int64_t initial) {
    db_.run("INSERT INTO counters (key, remaining) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, initial);
    return db_.run("UPDATE counters SET remaining = max(0, remaining - lacking - ?2), lacking = max(0, lacking - remaining + ?2)"
                   " WHERE key = ?1 AND (?2 <= 0 OR remaining >= ?2)", key, units) == 1;
}

}  // namespace regulars::backend
