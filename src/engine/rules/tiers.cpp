#include "tiers.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "actions.hpp"
#include "lots.hpp"

namespace regulars::rules {

namespace {

/// The same as `level_index`, of a programme with levels.
std::int16_t level_of(const Work& work, const std::string& tier) {
    if constexpr (for_size) return level_index(work.p(), tier);
    const auto& levels = work.p().tiers->levels;
    const auto known = static_cast<std::size_t>(work.known_level);
    if (known >= levels.size() || !same_id(levels[known].id, tier)) work.known_level = level_index(work.p(), tier);
    return work.known_level;
}

bool reaches(const Work& work, const Tiers& tiers, const List<Threshold>& thresholds, bool any, Day day) {
    if (thresholds.empty()) return false;
    for (const Threshold& t : thresholds) {
        const Metric& metric = tiers.metrics[static_cast<std::size_t>(t.metric.index)];
        const bool reached = metric_value(work, metric, day) >= t.at_least;
        if (reached == any) return any;
    }
    return !any;
}

/// Whether the window that ends on `day` carries this level; `holds`: the member has it already.
bool level_reached(const Work& work, const Level& level, Day day, bool holds, std::int16_t before) {
    if (level.after.index > before && !is_open(work, level, day)) return false;
    if (holds && reaches(work, *work.p().tiers, level.requalify, level.any, day)) return true;
    return reaches(work, *work.p().tiers, level.qualify, level.any, day);
}

/// The highest level that the window carries on `day` for who holds one; `before`: the one known to be held since before.
std::int16_t find_level(const Work& work, Day day, std::int16_t held, std::int16_t before) {
    const auto& levels = work.p().tiers->levels;
    for (std::size_t i = levels.size(); i-- > 1;) {
        if (level_reached(work, levels[i], day, static_cast<std::int16_t>(i) <= held, before)) return static_cast<std::int16_t>(i);
    }
    return 0;
}

std::int16_t level_on(const Work& work, Day day, std::int16_t held, std::int16_t before = 0) {
    if (for_size || !work.tally || !work.traits().levels_by_metrics) return find_level(work, day, held, before);
    Work::KnownLevel& known = work.known_reached;
    if (known.day != day || known.held != held || known.before != before) known = {day, held, before, find_level(work, day, held, before)};
    return known.level;
}

/// The next day after `day` on which something leaves a rolling window or, with `entering`, comes into it.
Day next_change(const Work& work, Day day, bool entering) {
    const Window& window = work.p().tiers->window;
    Day next = no_day;
    for (const MetricState& m : work.state.metrics) {
        for (const MetricBucket& b : m.buckets) {
            const bool by_month = window.by == RollBy::month;
            Day leaves = add_months(by_month ? Day{end_of_month(b.day).number + 1} : b.day, window.months);
            while (add_months(leaves, -window.months) < b.day) ++leaves.number;
            if (leaves > day) next = std::min(next, leaves);
            if (entering && b.day > day) next = std::min(next, b.day);
        }
    }
    return next;
}

/// First day on which a rolling sum, left alone, no longer carries the level.
Day rolling_fall(const Work& work, std::int16_t level, Day day) {
    for (;;) {
        day = next_change(work, day, false);
        if (day == no_day || level_on(work, day, level) < level) return day;
    }
}

/// The level that a rolling sum led to day by day, by what is counted now: what is easier to keep than to reach must have
/// been reached once.
std::int16_t rolled_level(const Work& work, Day today) {
    std::int16_t level = 0;
    for (Day day = next_change(work, {-1}, true); day <= today; day = next_change(work, day, true)) level = level_on(work, day, level);
    return level;
}

Day keep_end(const Work& work, Day day) {
    const Tiers& t = *work.p().tiers;
    if (t.keep.kind == KeepKind::months_from_reaching) return add_months(day, t.keep.months);
    if (t.window.kind == WindowKind::rolling_months) return add_months(day, t.window.months + t.keep.months);
    const Period now = period_of(work, t.window, day);
    if (now.next == no_day || t.keep.kind == KeepKind::period) return now.next;
    const Period next = period_of(work, t.window, now.next);
    if (t.keep.kind == KeepKind::next_period) return next.next;
    return add_months(next.next, t.keep.months);
}

void put_grant(Work& work, std::int16_t level, std::int16_t held, Day from, Day until, bool kept) {
    const auto& levels = work.p().tiers->levels;
    work.wake_by(until);
    TierGrant g;
    g.tier = levels[static_cast<std::size_t>(level)].id;
    if (held > 0) g.held = levels[static_cast<std::size_t>(held)].id;
    g.from = from;
    g.until = until;
    g.kept = kept;
    work.state.tier.grants.push_back(std::move(g));
}

bool by_month(const Work& work) { return work.p().tiers->review == TierReview::month_start; }

/// First day on which what is granted until then no longer holds.
Day with_grace(const Work& work, Day until) {
    if (until == no_day) return until;
    const Day over{until.number + work.p().tiers->grace_days};
    return by_month(work) ? Day{end_of_month({over.number - 1}).number + 1} : over;   // it goes with the next review
}

/// Whether a level stands on the thresholds of the version under which it was reached: a later version acts forward only, and
/// a refund does not bring it in by the back door.
bool carried_by_its_version(const Work& work, const TierGrant& g, Day day) {
    const Program& then = work.history.at(work.zone().start_of(g.from));
    if (&then == &work.p() || !then.tiers) return false;
    const Level& level = then.tiers->levels[static_cast<std::size_t>(level_index(then, g.tier))];
    if (!g.held.empty() && reaches(work, *then.tiers, level.requalify, level.any, day)) return true;
    return reaches(work, *then.tiers, level.qualify, level.any, day);
}

/// Judges every grant again after something was taken back.
void recheck_grants(Work& work) {
    auto& grants = work.state.tier.grants;
    for (std::size_t i = grants.size(); i-- > 0;) {
        TierGrant& g = grants[i];
        if (g.kept) continue;
        const std::int16_t level = level_of(work, g.tier);
        std::int16_t held = g.held.empty() ? std::int16_t{0} : level_of(work, g.held);
        for (const TierGrant& other : grants) {
            if (other.from < g.from) held = std::max(held, level_of(work, other.tier));   // it still holds: those that ended are gone
        }
        // A period is judged by all that it counted; a rolling window by the day on which the level was reached.
        const Period period = period_of(work, work.p().tiers->window, g.from);
        const bool rolling = work.p().tiers->window.kind == WindowKind::rolling_months;
        const Day judged = rolling ? g.from : Day{std::min(period.next.number - 1, work.today().number)};
        const std::int16_t still = level_on(work, judged, held, held);
        if (still >= level || carried_by_its_version(work, g, judged)) continue;
        if (still > 0) g.tier = work.p().tiers->levels[static_cast<std::size_t>(still)].id;
        else grants.erase(grants.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

/// Rolling windows that keep a level only while the sum carries it.
void regrant_rolling(Work& work, Day today, bool recheck) {
    auto& grants = work.state.tier.grants;
    const auto& levels = work.p().tiers->levels;
    const bool eased = std::any_of(levels.begin(), levels.end(), [](const Level& l) { return !l.requalify.empty(); });
    const std::int16_t level = level_on(work, today, recheck && eased ? rolled_level(work, today) : current_level(work));
    erase_if(grants, [](const TierGrant& g) { return !g.kept; });
    if (level > 0) put_grant(work, level, 0, today, rolling_fall(work, level, today), false);
}

/// Levels that last a number of months from the day they are reached.
void regrant_from_reaching(Work& work, Day today) {
    auto& grants = work.state.tier.grants;
    for (std::size_t i = 0; i < grants.size(); ++i) {
        const TierGrant g = grants[i];
        if (g.kept || g.until > today) continue;
        // Renewed by what was counted anew since it was reached.
        const std::int16_t level = level_of(work, g.tier);
        const Level& l = work.p().tiers->levels[static_cast<std::size_t>(level)];
        const auto& wanted = l.requalify.empty() ? l.qualify : l.requalify;
        bool renewed = !wanted.empty() && !l.any;
        for (const Threshold& t : wanted) {
            const bool reached = metric_between(work, t.metric.id, {g.from.number + 1}, g.until) >= t.at_least;
            renewed = l.any ? renewed || reached : renewed && reached;
        }
        if (renewed) {
            grants[i].held = g.tier;
            grants[i].from = g.until;
            grants[i].until = keep_end(work, g.until);
            work.wake_by(grants[i].until);
        }
    }
    const std::int16_t reached = level_on(work, today, 0);
    std::int16_t held = 0;
    for (const TierGrant& g : grants) {
        if (g.until > today) held = std::max(held, level_of(work, g.tier));
    }
    if (reached > held) put_grant(work, reached, 0, today, keep_end(work, today), false);
}

/// Windows of fixed periods: at most one earned grant for each period.
void regrant_period(Work& work, Day today, bool recheck) {
    auto& grants = work.state.tier.grants;
    const Period period = period_of(work, work.p().tiers->window, today);
    auto is_of_period = [&](const TierGrant& g) { return !g.kept && g.from >= period.first; };
    std::int16_t held = current_level(work);
    if (recheck) {   // what this period itself had led to says nothing about what it takes to keep it
        held = 0;
        for (const TierGrant& g : grants) {
            if (!is_of_period(g)) held = std::max(held, level_index(work.p(), g.tier));
        }
    }
    const std::int16_t level = level_on(work, today, held);
    for (TierGrant& g : grants) {
        if (!is_of_period(g)) continue;
        if (level_of(work, g.tier) < level) {
            g.tier = work.p().tiers->levels[static_cast<std::size_t>(level)].id;
            g.from = today;
            g.until = keep_end(work, today);
            work.wake_by(g.until);
        }
        return;
    }
    if (level > 0) put_grant(work, level, held, today, keep_end(work, today), false);
}

std::int16_t granted_level(const Work& work, Day today) {
    std::int16_t level = 0;
    for (const TierGrant& g : work.state.tier.grants) {
        if (today < with_grace(work, g.until)) level = std::max(level, level_of(work, g.tier));
    }
    for (const PlanState& plan : work.state.plans) {
        if (plan.status == PlanStatus::ended || plan.paid_until <= today) continue;
        for (const Plan& p : work.p().plans) {
            if (p.id == plan.plan && p.tier.index > 0) level = std::max(level, p.tier.index);
        }
    }
    return level;
}

bool entry_reward_due(const Work& work, std::string_view tier, Day today) {
    const Window& window = work.p().tiers->window;
    for (const TierGrant& given : work.state.tier.entered) {
        if (given.tier != tier) continue;
        if (window.kind == WindowKind::lifetime) return false;
        if (window.kind == WindowKind::rolling_months) {
            if (add_months(given.from, window.months) > today) return false;
        } else if (given.from >= period_of(work, window, today).first) {
            return false;
        }
    }
    return true;
}

void welcome_to(Work& work, std::int16_t from, std::int16_t to, Day today) {
    for (std::int16_t i = static_cast<std::int16_t>(from + 1); i <= to; ++i) {
        const Level& level = work.p().tiers->levels[static_cast<std::size_t>(i)];
        if (!entry_reward_due(work, level.id, today)) continue;
        auto& entered = work.state.tier.entered;
        erase_if(entered, [&](const TierGrant& g) { return g.tier == level.id; });
        TierGrant mark;
        mark.tier = level.id;
        mark.from = today;
        entered.push_back(std::move(mark));
        for (const EntryReward& e : level.entry_rewards) award_entry_reward(work, level, e);
        award_tier_entered(work, i);
    }
}

/// What the programme does with a member whose level has run out.
std::int16_t downgrade(Work& work, std::int16_t from, std::int16_t to, Day today) {
    const Tiers& t = *work.p().tiers;
    if (t.downgrade == Downgrade::one_down && from - 1 > to) {
        const auto level = static_cast<std::int16_t>(from - 1);
        const bool by_period = t.window.kind != WindowKind::rolling_months && !from_reaching(t);
        const Day until = by_period ? period_of(work, t.window, today).next : keep_end(work, today);
        put_grant(work, level, 0, today, until, true);
        return level;
    }
    if (t.downgrade == Downgrade::to_base_reset) {
        work.state.tier.grants.clear();
        for (const Metric& m : t.metrics) {
            if (m.kind == MetricKind::wallet) expire_all(work, work.p().wallets[static_cast<std::size_t>(m.wallet.index)], "tier_reset");
        }
        work.state.metrics.clear();
        work.forget_values();
        work.state.tier.counts_from = today;
        return 0;
    }
    return to;
}

/// Grants what the windows carry on `day`.
void regrant(Work& work, Day day, bool recheck) {
    const Tiers& t = *work.p().tiers;
    if (from_reaching(t)) regrant_from_reaching(work, day);
    else if (t.window.kind == WindowKind::rolling_months) regrant_rolling(work, day, recheck);
    else regrant_period(work, day, recheck);
}

}  // namespace

bool is_open(const Work& work, const Level& level, Day day) {
    if (level.after.index < 0) return true;
    const Day first = period_of(work, work.p().tiers->window, day).first;
    const auto& grants = work.state.tier.grants;
    return std::any_of(grants.begin(), grants.end(), [&](const TierGrant& g) { return g.from < first && level_of(work, g.tier) >= level.after.index; });
}

void start_at_base(Work& work) {
    if (!work.p().tiers) return;
    work.state.tier.tier = work.p().tiers->levels.front().id;
    work.state.tier.since = work.today();
}

std::int16_t current_level(const Work& work) {
    return work.p().tiers ? level_of(work, work.state.tier.tier) : std::int16_t{-1};
}

std::int16_t earned_level(const Work& work, Day day) {
    return level_on(work, day, current_level(work));
}

namespace {

/// Whether this tier keeps the wallet from expiring.
bool keeps(const Wallet& wallet, std::string_view tier) {
    const auto& tiers = wallet.expiry.exempt_tiers;
    return std::any_of(tiers.begin(), tiers.end(), [&](const Ref& t) { return t.id == tier; });
}

}  // namespace

bool is_exempt(const Work& work, const Wallet& wallet) { return keeps(wallet, work.state.tier.tier); }

void review_tier(Work& work, bool reversal) {
    work.metrics_changed = false;
    if (!work.p().tiers) return;
    const Tiers& t = *work.p().tiers;
    const Day today = work.today();
    TierState& tier = work.state.tier;
    const bool recheck = reversal && t.on_refund == OnRefund::recompute;
    if (recheck) recheck_grants(work);
    const bool starts_month = by_month(work) && work.event.empty() && civil(today).day == 1 && work.zone().start_of(today) == work.state.clock;
    if (!by_month(work)) regrant(work, today, recheck);
    else if (starts_month) regrant(work, {today.number - 1}, false);
    const std::int16_t old = current_level(work);
    std::int16_t level = granted_level(work, today);
    if (level < old && !reversal && tier.override_tier.empty()) level = downgrade(work, old, level, today);
    if (!tier.override_tier.empty()) {
        if (tier.override_until > today) level = level_of(work, tier.override_tier);
        else tier.override_tier.clear();
    }
    erase_if(tier.grants, [&](const TierGrant& g) { return with_grace(work, g.until) <= today; });
    sort(tier.grants, [](const TierGrant& a, const TierGrant& b) {
        return a.until != b.until ? a.until < b.until : a.tier < b.tier;
    });
    if (level == old) return;
    const std::string before = tier.tier;
    tier.tier = t.levels[static_cast<std::size_t>(level)].id;
    for (const Wallet& wallet : work.p().wallets) {   // who falls out of the exempt tiers has her time from then on
        if (!keeps(wallet, before) || keeps(wallet, tier.tier)) continue;
        WalletState& ws = wallet_state(work, wallet);
        if (ws.last_activity.number >= 0) ws.last_activity = std::max(ws.last_activity, today);
    }
    tier.since = today;
    work.idle_until = {};   // other rules may keep or end what she has
    Entry& e = enter(work, EntryKind::tier_changed, {}, 0);
    e.tier_from = before;
    e.tier_to = tier.tier;
    if (level > old) welcome_to(work, old, level, today);
}

bool changes_at_once(const Work& work) { return !by_month(work); }

Day kept_until(const Work& work) {
    const TierState& tier = work.state.tier;
    if (!tier.override_tier.empty()) return tier.override_until;
    const std::int16_t level = current_level(work);
    Day until{-1};
    for (const TierGrant& g : tier.grants) {
        if (level_of(work, g.tier) >= level) until = std::max(until, with_grace(work, g.until));
    }
    return until.number < 0 ? no_day : until;
}

Day next_tier_review(const Work& work) {
    Day next = no_day;
    const TierState& tier = work.state.tier;
    const Day today = work.today();
    if (!work.p().tiers) return no_day;
    auto consider = [&](Day day) {
        if (day > today) next = std::min(next, day);
    };
    for (const TierGrant& g : tier.grants) {
        consider(g.until);
        consider(with_grace(work, g.until));
    }
    if (!tier.override_tier.empty()) consider(tier.override_until);
    if (by_month(work)) consider({end_of_month(today).number + 1});
    return next;
}

}  // namespace regulars::rules
