// How the backend speaks with the engine: JSON in, JSON out, inside the transaction of the request. Everything that
// moves points goes through submit(), so that one place keeps "each event once".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/storage/store.hpp"
#include "engine/result.hpp"

namespace regulars::backend {

class Loyalty {
public:
    Loyalty() = default;
    Loyalty(const Loyalty&) = delete;
    Loyalty& operator=(const Loyalty&) = delete;
    virtual ~Loyalty() = default;

    /// The newest version of the programme for a browser's engine.
    virtual std::string compiled() const = 0;
    /// Whether members share something of it: stock, or the budget of a rule or a campaign.
    virtual bool shares() const = 0;
    /// The same with what is left of that now in place of what there was, so that a preview is the award as of now.
    virtual std::string compiled_now(Database& db) const = 0;

    enum class Status { booked, repeated, parked };
    struct Answer {
        Status status = Status::booked;
        std::string outcome;   ///< JSON; the same event again gets its first one
        std::string refused;   ///< JSON, a list: what had waited for this event and was refused; empty: nothing
    };
    /// Whether a text is an event that could be booked at all (form, fields, limits), and when it occurred.
    virtual Refusal check(std::string_view event_json) = 0;
    virtual std::string occurred_at(std::string_view event_json) = 0;

    /// `event_json` by schema/event.schema.json. `member_id` may be empty for what waits for an order.
    virtual Result<Answer> submit(Tx& tx, const std::string& member_id, std::string_view event_json) = 0;

    /// Members for whom something fell due by then (a lot's end, a hold's, a monthly reward), the longest due first.
    virtual std::vector<std::string> due(Database& db, std::int64_t now_ms, std::int64_t most) = 0;
    /// Books what fell due for a member, each thing at its own instant. False where that was refused: nothing may be kept then.
    virtual bool settle(Tx& tx, const std::string& member_id, std::int64_t now_ms) = 0;

    /// Now, or just after the member's last event where that is later (two events in a millisecond, a shop's clock that
    /// is ahead). What is decided now is decided on everything that is booked, so it must never count as a late event.
    virtual std::int64_t decision_time(Database& db, const std::string& member_id, std::int64_t now_ms) = 0;

    virtual std::string summary(Database& db, const std::string& member_id, std::int64_t at_ms) = 0;
    virtual std::string state(Database& db, const std::string& member_id) = 0;
    /// `order_json` by schema/common.schema.json; `member_id` empty: for a guest.
    virtual Result<std::string> quote(Database& db, const std::string& member_id, std::string_view order_json,
                                      std::int64_t at_ms) = 0;

    struct Redemption {
        std::string member_id;
        std::string reward_id;
        std::int64_t units = 0;
        std::string status;
    };
    virtual std::optional<Redemption> redemption(Database& db, const std::string& id) = 0;

    struct Order {
        std::string member_id;
        std::string outcome;   ///< JSON: what booking it did
        std::string refused;   ///< JSON, a list: what had waited for it and was refused; empty: nothing
    };
    virtual std::optional<Order> order(Database& db, const std::string& id) = 0;
};

}  // namespace regulars::backend
