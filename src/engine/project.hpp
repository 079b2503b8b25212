// Projections: what a member can be shown, computed from her state. Pure; each says as of when.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "list.hpp"
#include "compile.hpp"
#include "outcome.hpp"
#include "rules/redemptions.hpp"

namespace regulars {

struct ReleaseAhead { Instant at; std::int64_t units = 0; };
struct ExpiryAhead { Day on; std::int64_t units = 0; };   ///< `on`: first day the units are gone

struct WalletSummary {
    std::string id;
    WalletUnit unit = WalletUnit::points;
    std::int32_t scale = 0;
    std::int64_t available = 0;
    std::int64_t pending = 0;
    std::int64_t held = 0;
    std::int64_t debt = 0;
    std::optional<ReleaseAhead> next_release;
    List<ExpiryAhead> expiring;      ///< soonest first, at most 12
};

struct MetricProgress {
    std::string metric;
    std::int64_t have = 0;
    std::int64_t need = 0;
    std::int64_t left = 0;
};

struct TierSummary {
    std::string id;
    Day since;
    Day until = no_day;                     ///< first day it may no longer hold; no_day: no end
    std::string kept_by;                    ///< window | override | plan | base
    std::string next;                       ///< empty: the highest
    bool next_any = true;
    List<MetricProgress> to_next;
    List<MetricProgress> to_keep;    ///< of the current window; empty where nothing is needed
};

struct RewardSummary {
    std::string id;
    rules::RewardStatus status = rules::RewardStatus::available;
    std::int64_t cost = 0;
    std::int64_t missing = 0;
    std::string tier;                       ///< the first tier that may take it, where it is locked by tier
};

struct EarnLeft {
    std::optional<std::int64_t> units;
    std::optional<std::int64_t> times;
    Per per = Per::day;
};

struct EarnSummary {
    std::string rule;
    Trigger on = Trigger::order;
    std::string action;
    std::optional<EarnLeft> left;           ///< the limit with least left
    bool done = false;                      ///< nothing left of some limit
};

struct PlanSummary {
    std::string plan;
    PlanStatus status = PlanStatus::ended;
    Day paid_until;
    std::optional<Money> next_fee;
};

struct Summary {
    Instant as_of;
    std::int64_t version = 1;
    bool member = false;
    List<WalletSummary> wallets;
    std::optional<TierSummary> tier;
    List<RewardSummary> rewards;
    List<EarnSummary> earn;
    List<PlanSummary> plans;
};

/// The state is first advanced to `at` (a copy; nothing is booked).
Summary summarise(const ProgrammeHistory& history, const SharedCounters& shared, MemberState state, Instant at);

}  // namespace regulars
