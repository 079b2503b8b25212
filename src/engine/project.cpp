#include "project.hpp"

#include <algorithm>

#include "engine.hpp"
#include "generated/limits.hpp"
#include "rules/limits.hpp"
#include "rules/lots.hpp"
#include "rules/orders.hpp"
#include "rules/plans.hpp"
#include "rules/tiers.hpp"

namespace regulars {

namespace {

using rules::Work;

constexpr std::size_t max_expiries = 12;

/// Where a wallet is lost as a whole: what is available then and has not ended before; what is released later is lost
/// in its turn. Takes what is lost out of `ws`.
void losses_ahead(const Work& work, const Wallet& wallet, WalletState& ws, List<ExpiryAhead>& list) {
    while (list.size() < max_expiries) {
        const Day whole = rules::wallet_expiry_day(work, wallet, ws);
        if (whole == no_day) return;
        const Instant over = work.zone().start_of(whole);
        std::int64_t lost = 0;
        bool more = false;
        for (Lot& lot : ws.lots) {
            if (lot.available_at < over && lot.expires > whole) {
                lost += lot.remaining;
                lot.remaining = 0;
            }
            more = more || (lot.remaining > 0 && lot.available_at >= over && lot.available_at != no_instant);
        }
        if (lost > 0) list.push_back({whole, lost});
        if (!more) return;
        ws.last_activity = whole;
    }
}

/// What ends on a day, beside what was announced for that day already. The list stays in order and short.
void announce(List<ExpiryAhead>& list, Day on, std::int64_t units) {
    const auto at = std::find_if(list.begin(), list.end(), [&](const ExpiryAhead& e) { return e.on >= on; });
    if (at != list.end() && at->on == on) at->units += units;
    else list.insert(at, {on, units});
    if (list.size() > max_expiries) list.pop_back();
}

WalletSummary wallet_summary(const Work& work, const Wallet& wallet) {
    WalletSummary out;
    out.id = wallet.id;
    out.unit = wallet.unit;
    out.scale = wallet.scale;
    const Instant now = work.state.clock;
    for (const WalletState& ws : work.state.wallets) {
        if (ws.wallet != wallet.id) continue;
        out.available = rules::available_units(ws, now);
        out.pending = rules::pending_units(ws, now);
        out.held = rules::held_units(ws);
        out.debt = ws.debt;
        for (const Lot& lot : ws.lots) {
            if (lot.remaining <= 0 || !rules::is_pending(lot, now) || lot.available_at == no_instant) continue;
            if (!out.next_release || lot.available_at < out.next_release->at) out.next_release = ReleaseAhead{lot.available_at, 0};
            if (out.next_release->at == lot.available_at) out.next_release->units += lot.remaining;
        }
        WalletState rest;
        const bool lost_as_a_whole = rules::wallet_expiry_day(work, wallet, ws) != no_day;
        if (lost_as_a_whole) losses_ahead(work, wallet, rest = ws, out.expiring);
        if (rules::is_exempt(work, wallet)) continue;
        for (const Lot& lot : lost_as_a_whole ? rest.lots : ws.lots) {   // what is released until then expires with the rest of its day
            if (lot.remaining > 0 && lot.available_at != no_instant && lot.expires != no_day) announce(out.expiring, lot.expires, lot.remaining);
        }
    }
    return out;
}

List<MetricProgress> progress(const Work& work, const List<Threshold>& thresholds, Day first, Day next) {
    List<MetricProgress> out;
    for (const Threshold& t : thresholds) {
        const std::int64_t have = rules::metric_between(work, t.metric.id, first, next);
        out.push_back({t.metric.id, have, t.at_least, std::max<std::int64_t>(0, t.at_least - have)});
    }
    return out;
}

TierSummary tier_summary(const Work& work) {
    const Tiers& t = *work.p().tiers;
    const std::int16_t level = std::max<std::int16_t>(0, rules::current_level(work));
    const Level& now = t.levels[static_cast<std::size_t>(level)];
    const rules::Period period = rules::period_of(work, t.window, work.today());
    TierSummary out;
    out.id = now.id;
    out.since = work.state.tier.since;
    out.until = level > 0 ? rules::kept_until(work) : no_day;
    out.kept_by = !work.state.tier.override_tier.empty() ? "override" : level == 0 ? "base" : work.state.tier.grants.empty() ? "plan" : "window";
    for (std::size_t i = static_cast<std::size_t>(level) + 1; i < t.levels.size(); ++i) {
        if (t.levels[i].qualify.empty() || !rules::is_open(work, t.levels[i], work.today())) continue;
        out.next = t.levels[i].id;
        out.next_any = t.levels[i].any;
        out.to_next = progress(work, t.levels[i].qualify, period.first, period.next);
        break;
    }
    if (level > 0 && out.until != no_day) {
        const auto& wanted = now.requalify.empty() ? now.qualify : now.requalify;
        const bool anew = t.keep.kind == KeepKind::months_from_reaching;
        out.to_keep = progress(work, wanted, anew ? Day{work.state.tier.since.number + 1} : period.first, period.next);
    }
    return out;
}

RewardSummary reward_summary(const Work& work, const Reward& reward) {
    const rules::RewardOffer o = rules::offer(work, reward);
    RewardSummary out{reward.id, o.status, o.cost, o.missing, {}};
    if (o.status == rules::RewardStatus::tier_locked) out.tier = reward.tiers.front().id;
    return out;
}

EarnSummary earn_summary(const Work& work, const EarnRule& rule) {
    EarnSummary out;
    out.rule = rule.id;
    out.on = rule.on;
    out.action = rule.action;
    for (const rules::LimitLeft& l : rules::limits_left(work, rule.id, rule.limits)) {
        const bool used_up = (l.units && *l.units == 0) || (l.times && *l.times == 0);
        if (!out.left || used_up) out.left = EarnLeft{l.units, l.times, l.limit.per};
        out.done = out.done || used_up;
    }
    if (rule.on == Trigger::joined && work.state.joined_at) out.done = true;
    return out;
}

}  // namespace

Summary summarise(const ProgrammeHistory& history, const SharedCounters& shared, MemberState state, Instant at) {
    Outcome out = advance_to(history, shared, std::move(state), at);
    Work work{history, shared, out.next, out, &history.at(std::max(at, out.next.clock)), {}, {}};
    Summary s;
    s.as_of = out.next.clock;
    s.version = work.p().version;
    s.member = out.next.joined_at.has_value();
    for (const Wallet& w : work.p().wallets) s.wallets.push_back(wallet_summary(work, w));
    if (work.p().tiers) s.tier = tier_summary(work);
    for (const Reward& r : work.p().rewards) {
        if (!r.automatic) s.rewards.push_back(reward_summary(work, r));
    }
    for (const EarnRule& r : work.p().earning) s.earn.push_back(earn_summary(work, r));
    for (const PlanState& p : out.next.plans) {
        PlanSummary ps{p.plan, p.status, p.paid_until, std::nullopt};
        for (const Plan& plan : work.p().plans) {
            if (plan.id == p.plan) ps.next_fee = rules::plan_fee(plan, work.zone().start_of(p.paid_until), rules::has_paid(p));
        }
        s.plans.push_back(std::move(ps));
    }
    return s;
}

}  // namespace regulars
