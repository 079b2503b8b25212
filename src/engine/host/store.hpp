// What a host keeps beside the members' states. One object is one transaction: the caller opens, commits or undoes it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../outcome.hpp"
#include "../result.hpp"

namespace regulars::host {

/// An event that was accepted, with the answer that was given for it.
struct Booked {
    std::string member;
    Event event;
    std::string answer;
};

struct OrderRow {
    std::string member;
    OrderRecord record;
};

struct RedemptionRow {
    std::string member;
    RedemptionRecord record;
};

class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    virtual std::optional<MemberState> state(std::string_view member) = 0;
    virtual void put_state(std::string_view member, const MemberState& state) = 0;

    /// `key` is the natural key of an event (kind and id), unique over all members and for ever.
    virtual std::optional<Booked> event(std::string_view key) = 0;
    virtual void put_event(std::string_view key, const Booked& booked) = 0;
    /// Whom a member was merged into; her orders and redemptions are that one's from then on.
    virtual std::optional<std::string> merged_into(std::string_view member) = 0;
    virtual void put_merged(std::string_view member, std::string_view into) = 0;

    /// In the order in which they were accepted.
    virtual List<Booked> events_of(std::string_view member) = 0;

    /// Appends to the member's ledger; the store numbers them without gaps.
    virtual void append(std::string_view member, const List<Entry>& entries) = 0;

    virtual std::optional<OrderRow> order(std::string_view order_id) = 0;
    virtual void put_order(std::string_view order_id, const OrderRow& row) = 0;
    virtual std::optional<RedemptionRow> redemption(std::string_view redemption_id) = 0;
    virtual void put_redemption(const RedemptionRow& row) = 0;

    /// Events that wait for an order: refunds, deliveries.
    virtual void park(std::string_view order_id, const Booked& waiting) = 0;
    virtual List<Booked> parked(std::string_view order_id) = 0;
    virtual void unpark(std::string_view order_id) = 0;
    /// What waited for `awaited` and was refused when its turn came. Its sender was told that it waits: keep it where she looks.
    virtual void turn_down(std::string_view awaited, const Booked& waited, const Refusal& why) = 0;

    /// What is left of a shared counter; `initial` where it was never touched.
    virtual std::int64_t counter(std::string_view key, std::int64_t initial) = 0;
    /// Takes `units` (gives back where negative). False where not enough is left; then nothing is taken.
    virtual bool claim(std::string_view key, std::int64_t units, std::int64_t initial) = 0;
};

}  // namespace regulars::host
