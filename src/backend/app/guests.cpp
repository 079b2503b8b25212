#include "guests.hpp"

#include <algorithm>
#include <vector>

#include "backend/clock.hpp"
#include "backend/json_text.hpp"
#include "backend/log.hpp"

namespace regulars::backend {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

#define GUEST_COLUMNS "order_id, email, customer_id, occurred_at_ms, order_json"

GuestOrder row_of(const Query& q) { return {q.text(0), q.text(1), q.maybe_text(2), q.number(3), q.text(4)}; }

std::vector<GuestOrder> waiting_for(Database& db, const MemberRow& member, std::int64_t since_ms) {
    Query q = db.query("SELECT " GUEST_COLUMNS
                       " FROM guest_orders WHERE claimed_by IS NULL AND occurred_at_ms >= ? AND (email = ? OR"
                       " (customer_id IS NOT NULL AND customer_id = ?)) ORDER BY occurred_at_ms, order_id LIMIT 1000",
                       since_ms, member.email, member.customer_id);
    std::vector<GuestOrder> out;
    while (q.next())
        out.push_back(row_of(q));
    return out;
}

/// Orders from here on count; beyond every order where the programme lets none count.
std::int64_t earliest_claim(const Context& app, const MemberRow& member) {
    if (app.programme.claim_days == 0) return INT64_MAX;
    return member.joined_at_ms - app.programme.claim_days * day_ms;
}

std::string event_at(const GuestOrder& order, std::int64_t joined_at_ms) {
    return order_event(order.order_id, instant_text(std::max(order.occurred_at_ms, joined_at_ms)), order.order_json);
}

}  // namespace

std::string order_event(std::string_view order_id, std::string_view occurred_at, std::string_view order_json) {
    JsonObject event;
    event.text("type", "order_placed").text("id", order_id).text("occurred_at", occurred_at);
    return event.raw("order", order_json).str();
}

std::optional<GuestOrder> find_guest_order(Database& db, const std::string& order_id) {
    Query q = db.query("SELECT " GUEST_COLUMNS " FROM guest_orders WHERE order_id = ?", order_id);
    if (!q.next()) return std::nullopt;
    return row_of(q);
}

void store_guest_order(Database& db, const GuestOrder& order) {
    db.run("INSERT INTO guest_orders (order_id, email, customer_id, occurred_at_ms, order_json) VALUES (?, ?, ?, ?, ?)",
           order.order_id, order.email, order.customer_id, order.occurred_at_ms, order.order_json);
}

std::string claimed_event(Database& db, const GuestOrder& order, const std::string& member_id) {
    const auto member = member_by_id(db, member_id);
    return event_at(order, member ? member->joined_at_ms : 0);
}

bool claim_guest_order(Context& app, Tx& tx, const GuestOrder& order, const MemberRow& member,
                       Result<Loyalty::Answer>& answer) {
    if (order.occurred_at_ms < earliest_claim(app, member)) return false;
    answer = app.loyalty.submit(tx, member.id, event_at(order, member.joined_at_ms));
    if (answer) tx.db.run("UPDATE guest_orders SET claimed_by = ? WHERE order_id = ?", member.id, order.order_id);
    return true;
}

void claim_guest_orders(Context& app, Tx& tx, const MemberRow& member) {
    for (const auto& order : waiting_for(tx.db, member, earliest_claim(app, member))) {
        Result<Loyalty::Answer> answer = Refusal{};
        // Joining must not fail for an old order; it stays where an operator can find it.
        if (claim_guest_order(app, tx, order, member, answer) && !answer) {
            log_line("a guest order was not claimed", name(answer.refusal().code));
        }
    }
}

}  // namespace regulars::backend
