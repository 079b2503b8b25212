// A member's state: everything the engine needs to judge her next event, and nothing else. Lines of orders and
// closed redemptions are kept by the host. Bounded: see limits.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "list.hpp"
#include "event.hpp"
#include "program.hpp"
#include "money.hpp"
#include "record.hpp"
#include "time.hpp"

namespace regulars {

/// Earnings that become available and expire together. Lots of one wallet are in order of (expires, source).
/// granted = remaining + held + spent + expired + reclaimed; entitled = granted - reversed;
/// claimed (used though no longer entitled) = reversed - reclaimed; owed = claimed - settled.
struct Lot {
    Day expires = no_day;          ///< first day it cannot be spent; `no_day` also where the whole wallet expires together
    Instant available_at;         ///< later than the clock: pending; no_instant: waits for an event
    std::string source;           ///< order that it waits for, or the stamp's event; usually empty
    std::int64_t remaining = 0;
    std::int64_t held = 0;
    std::int64_t spent = 0;       ///< redeemed, or paid for another lot's debt
    std::int64_t expired = 0;
    std::int64_t reclaimed = 0;   ///< taken back by reversals, also from what had expired
    std::int64_t reversed = 0;    ///< entitlement that reversals removed
    std::int64_t settled = 0;     ///< of what it owed, paid by other lots
    Money value;                  ///< stamps: value of what remains
    Instant claimed_at;           ///< when something was last claimed; what is taken later is not what was claimed
    bool operator==(const Lot&) const = default;
};

/// One lot paid so much of what another owed.
struct Settlement {
    Day payer;
    Day debtor;
    std::int64_t units = 0;
    std::string payer_source;
    std::string debtor_source;
    bool operator==(const Settlement&) const = default;
};

struct WalletState {
    std::string wallet;
    List<Lot> lots;
    std::int64_t debt = 0;
    List<Settlement> settlements;   ///< oldest first
    Day last_activity{-1};                 ///< -1: none yet
    Day lost_before{-1};                   ///< what was earned before this day was lost as a whole (inactivity, reset)
    Day forgotten_before{-1};              ///< what was lost by this day is no longer remembered
    std::int64_t lifetime_earned = 0;
    std::int64_t lifetime_redeemed = 0;
    bool operator==(const WalletState&) const = default;
};

/// What a metric counted on a day (rolling) or in a period (its first day).
struct MetricBucket {
    Day day;
    std::int64_t value = 0;
    bool operator==(const MetricBucket&) const = default;
};

struct MetricState {
    std::string metric;
    List<MetricBucket> buckets;     ///< ascending
    bool operator==(const MetricState&) const = default;
};

/// A level that was reached, and for how long it is kept.
struct TierGrant {
    std::string tier;
    Day from;
    Day until = no_day;                     ///< first day it no longer holds
    bool kept = false;                     ///< given by the downgrade policy, not earned
    std::string held;                      ///< the level held before, which made this one easier to keep; empty: none
    bool operator==(const TierGrant&) const = default;
};

struct TierState {
    std::string tier;                      ///< the level now
    Day since{0};
    List<TierGrant> grants;
    std::string override_tier;
    Day override_until = no_day;
    List<TierGrant> entered;        ///< entry rewards given: tier, first day of the period
    Day counts_from{-1};                   ///< after a reset: what was counted for earlier days is gone, also for refunds
    bool operator==(const TierState&) const = default;
};

struct LimitCounter {
    std::string rule;
    Per per = Per::day;
    Day period;                            ///< first day of the period
    std::int64_t units = 0;
    std::int64_t times = 0;
    bool operator==(const LimitCounter&) const = default;
};

struct StreakState {
    std::string rule;
    Day last;                              ///< first day of the last period that counted
    std::int64_t run = 0;
    bool operator==(const StreakState&) const = default;
};

enum class PlanStatus : std::uint8_t { trial, active, past_due, cancelled, ended };

struct PlanState {
    std::string plan;
    PlanStatus status = PlanStatus::active;
    Day started;                           ///< first day that is paid for without a gap
    Day paid_until;                        ///< first day that is not paid (or not tried) for
    bool used = false;                     ///< a benefit was used in the paid period
    bool trial_used = false;
    Day paid_on;                           ///< day of the last payment, and ...
    List<Gift> gifts;                      ///< ... what it was thanked with
    bool operator==(const PlanState&) const = default;
};

/// A friend that counted, and what the advocate got: taken back as it was given.
struct ReferralState {
    std::string friend_id;
    Day day;
    List<Gift> gifts;
    bool operator==(const ReferralState&) const = default;
};

struct MemberState {
    Instant clock;
    std::int64_t version = 0;              ///< programme version of the last event
    std::string member;                    ///< the host's id of the member
    std::optional<Instant> joined_at;
    Birthday birthday;
    Day birthday_set{0};
    Day birthday_paid{-100000};            ///< the birthday that was last paid
    Day birthday_month_paid{-1};           ///< the same of rules that pay on the first of its month
    List<std::string> segments;     ///< sorted
    std::string referred_by;
    bool referral_counted = false;
    std::string referral_order;            ///< the order that made the referral count
    std::string referral_name;             ///< as whom the advocate knows her; empty: by her own id
    std::int64_t orders = 0;               ///< orders that still count
    std::int64_t spend = 0;                ///< lifetime, after refunds, minor units
    Day first_earn{-1};
    List<WalletState> wallets;      ///< in the programme's order
    List<MetricState> metrics;
    TierState tier;
    List<LimitCounter> counters;
    List<StreakState> streaks;
    List<RedemptionRecord> holds;
    List<PlanState> plans;
    List<std::string> receipts;     ///< the latest receipt ids, oldest first
    List<ReferralState> referrals;  ///< the latest friends that counted for this advocate, oldest first
    bool operator==(const MemberState&) const = default;
};

}  // namespace regulars
