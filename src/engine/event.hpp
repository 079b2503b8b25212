// What happens to a member. Names are those of schema/event.schema.json.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "list.hpp"
#include "money.hpp"
#include "record.hpp"
#include "time.hpp"

namespace regulars {

struct Birthday {
    std::int32_t month = 0;   ///< 0: not known
    std::int32_t day = 0;
    bool operator==(const Birthday&) const = default;
};

struct MemberJoined {
    std::optional<Birthday> birthday;
    List<std::string> segments;
    std::string referred_by;          ///< advocate's member id
    bool operator==(const MemberJoined&) const = default;
};
struct ProfileChanged {
    std::optional<Birthday> birthday;
    std::optional<List<std::string>> segments;
    bool operator==(const ProfileChanged&) const = default;
};
struct OrderPlaced {
    Order order;
    bool operator==(const OrderPlaced&) const = default;
};
/// Something that happened to an order; releases points that wait for it.
struct OrderEvent {
    std::string order_id; std::string event;
    bool operator==(const OrderEvent&) const = default;
};
struct OrderRefunded {
    std::string order_id;
    bool all = false;
    List<RefundLine> lines;
    std::optional<Money> amount;      ///< instead of lines: spread over what remains
    Money shipping;
    List<Tender> tenders;
    bool operator==(const OrderRefunded&) const = default;
};
struct Action {
    std::string action;
    std::int64_t units = 1;           ///< how many (nights, visits); 1..1,000,000
    Money amount;
    std::string receipt;              ///< the same receipt counts once
    bool operator==(const Action&) const = default;
};
struct RedemptionRequested {
    std::string reward_id;
    std::optional<std::int64_t> units;   ///< variable amount
    bool hold = false;
    Money order_total;                ///< for rewards that are capped by the order
    /// Set by the host alone when it books history again: this was acknowledged, so it stands; what is short is debt.
    bool decided = false;
    bool operator==(const RedemptionRequested&) const = default;
};
struct RedemptionCaptured {
    std::string redemption_id;
    bool operator==(const RedemptionCaptured&) const = default;
};
struct RedemptionVoided {
    std::string redemption_id;
    bool operator==(const RedemptionVoided&) const = default;
};
struct RedemptionCancelled {
    std::string redemption_id;
    bool operator==(const RedemptionCancelled&) const = default;
};
struct PointsAdjusted {
    std::string wallet; Units units; std::string reason; std::string actor;
    bool operator==(const PointsAdjusted&) const = default;
};
struct TierOverridden {
    std::string tier; std::optional<Day> until; std::string reason;
    bool operator==(const TierOverridden&) const = default;
};
struct PlanStarted {
    std::string plan; bool trial = false;
    bool operator==(const PlanStarted&) const = default;
};
struct PlanPaid {
    std::string plan; Money fee;
    bool operator==(const PlanPaid&) const = default;
};
struct PlanPaymentFailed {
    std::string plan;
    bool operator==(const PlanPaymentFailed&) const = default;
};
struct PlanCancelled {
    std::string plan; bool refund = false;
    bool operator==(const PlanCancelled&) const = default;
};
/// For the advocate: the friend's first order counted (or was refunded).
struct ReferralConverted {
    std::string friend_id; bool reversed = false;
    bool operator==(const ReferralConverted&) const = default;
};
struct TimeAdvanced {
    bool operator==(const TimeAdvanced&) const = default;
};

/// An action is taken back. The host books history again without it.
struct ActionReversed {
    std::string action_id;
    bool operator==(const ActionReversed&) const = default;
};
/// Another member was the same person. One side has `from`; the other one, which the host adds, `into`.
struct MemberMerged {
    std::string from;
    std::string into;
    bool operator==(const MemberMerged&) const = default;
};

using EventBody = std::variant<
    MemberJoined, ProfileChanged, OrderPlaced, OrderEvent, OrderRefunded, Action,
    RedemptionRequested, RedemptionCaptured, RedemptionVoided, RedemptionCancelled, PointsAdjusted,
    TierOverridden, PlanStarted, PlanPaid, PlanPaymentFailed, PlanCancelled, ReferralConverted, TimeAdvanced,
    ActionReversed, MemberMerged>;

/// Values of shared counters that the host read: reward stock, campaign budgets.
struct SharedCounter {
    std::string key; std::int64_t left = 0;
    bool operator==(const SharedCounter&) const = default;
};
using SharedCounters = List<SharedCounter>;

struct Event {
    std::string id;                   ///< natural key: order, refund, redemption or action id
    Instant occurred_at;
    EventBody body;
    /// What the host attaches: the record of the order or redemption that the event speaks of.
    std::optional<OrderRecord> order;
    std::optional<RedemptionRecord> redemption;
    /// Kept with a booked event: the shared counters it was judged with, so that history can be booked again.
    SharedCounters counters;
    bool operator==(const Event&) const = default;
};

/// An event as documents have it: with whose it is.
struct MemberEvent {
    std::string member;
    Event event;
};

}  // namespace regulars
