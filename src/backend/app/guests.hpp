// Orders of shoppers who are no members (yet). The programme says how long before joining an order still counts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "context.hpp"

namespace regulars::backend {

struct GuestOrder {
    std::string order_id;
    std::string email;                     ///< normal form
    std::optional<std::string> customer_id;
    std::int64_t occurred_at_ms = 0;
    std::string order_json;

    bool same_as(const GuestOrder& other) const {
        return occurred_at_ms == other.occurred_at_ms && order_json == other.order_json;
    }
};

/// The engine's event for an order.
std::string order_event(std::string_view order_id, std::string_view occurred_at, std::string_view order_json);

std::optional<GuestOrder> find_guest_order(Database& db, const std::string& order_id);
void store_guest_order(Database& db, const GuestOrder& order);

/// The event by which a member claimed an order: it counts from the moment of joining, since before it she had no tier,
/// no window and no wallet that it could count for.
std::string claimed_event(Database& db, const GuestOrder& order, const std::string& member_id);

/// Books an order that a member placed before she joined, where the programme lets it count: true, and `answer` is what
/// booking it gave.
bool claim_guest_order(Context& app, Tx& tx, const GuestOrder& order, const MemberRow& member,
                       Result<Loyalty::Answer>& answer);
/// Books all the orders that a new member placed as a guest.
void claim_guest_orders(Context& app, Tx& tx, const MemberRow& member);

}  // namespace regulars::backend
