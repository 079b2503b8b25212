#include "guests.hpp"

#include <vector>

#include "backend/log.hpp"
#include "engine/result.hpp"

namespace regulars::backend {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

struct Waiting {
    std::string order_id;
    std::string event_json;
};

std::vector<Waiting> waiting_for(Database& db, const MemberRow& member, std::int64_t since_ms) {
    Query q = db.query(
        "SELECT order_id, body FROM guest_orders WHERE claimed_by IS NULL AND occurred_at_ms >= ?"
        " AND (email = ? OR (customer_id IS NOT NULL AND customer_id = ?)) ORDER BY occurred_at_ms, order_id LIMIT 1000",
        since_ms, member.email, member.customer_id);
    std::vector<Waiting> out;
    while (q.next())
        out.push_back({q.text(0), q.text(1)});
    return out;
}

}  // namespace

GuestStored store_guest_order(Database& db, const GuestOrder& order) {
    {
        Query q = db.query("SELECT body FROM guest_orders WHERE order_id = ?", order.order_id);
        if (q.next()) return q.text(0) == order.event_json ? GuestStored::before : GuestStored::conflict;
    }
    db.run("INSERT INTO guest_orders (order_id, email, customer_id, occurred_at_ms, body) VALUES (?, ?, ?, ?, ?)",
           order.order_id, order.email, order.customer_id, order.occurred_at_ms, order.event_json);
    return GuestStored::now;
}

bool is_guest_order(Database& db, const std::string& order_id) {
    Query q = db.query("SELECT 1 FROM guest_orders WHERE order_id = ? AND claimed_by IS NULL", order_id);
    return q.next();
}

void claim_guest_orders(Context& app, Tx& tx, const MemberRow& member) {
    if (app.programme.claim_days == 0) return;
    const auto since_ms = member.joined_at_ms - app.programme.claim_days * day_ms;
    for (const auto& order : waiting_for(tx.db, member, since_ms)) {
        const auto booked = app.loyalty.submit(tx, member.id, order.event_json);
        if (!booked) {
            // Joining must not fail for an old order; it stays where an operator can find it.
            log_line("a guest order was not claimed", name(booked.refusal().code));
            continue;
        }
        tx.db.run("UPDATE guest_orders SET claimed_by = ? WHERE order_id = ?", member.id, order.order_id);
    }
}

}  // namespace regulars::backend
