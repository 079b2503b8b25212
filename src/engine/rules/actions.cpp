#include "actions.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "judge.hpp"
#include "limits.hpp"
#include "orders.hpp"
#include "redemptions.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

const Wallet& wallet_of(const Work& work, const Ref& ref) { return work.p().wallets[static_cast<std::size_t>(ref.index)]; }

/// Units of a rule for an amount or a count, and how they came about.
Result<Award> figure(const Work& work, const EarnRule& rule, Money amount, std::int64_t count) {
    const Wallet& wallet = wallet_of(work, rule.wallet);
    const AwardSpec& a = rule.award;
    Ratio tier{1, 1};
    Award award;
    award.rule = rule.id;
    award.wallet = wallet.id;
    Wide num = a.units, den = 1;
    constexpr std::string_view kinds[] = {"per_amount", "fixed", "per_item", "percent", "per_stamp"};
    award.why.kind = kinds[static_cast<std::size_t>(a.kind)];
    award.why.units = a.units;
    if (a.kind == AwardKind::per_amount) {
        const std::int64_t counted = a.whole_steps ? amount.minor / a.per_minor * a.per_minor : amount.minor;
        num = static_cast<Wide>(counted) * a.units;
        den = a.per_minor;
        award.why.per_minor = a.per_minor;
        award.why.base = amount;
    } else if (a.kind == AwardKind::percent) {
        num = static_cast<Wide>(amount.minor) * a.percent.num;
        den = static_cast<Wide>(a.percent.den) * 100;
        award.why.base = amount;
    } else if (a.kind == AwardKind::per_item) {
        num = static_cast<Wide>(a.units) * count;
    }
    const Wide base = divide(num, den, wallet.rounding.mode);
    if (base > max_safe_integer) return refuse(Code::overflow, "units");
    for (const TierMultiplier& m : rule.tier_multipliers) {
        if (m.tier.index == current_level(work)) {
            tier = m.multiplier;
            award.why.multipliers.push_back({"tier", m.tier.id, tier});
        }
    }
    award.base_units = static_cast<std::int64_t>(base);
    const auto units = scale(award.base_units, tier, wallet.rounding.mode);
    if (!units) return refuse(Code::overflow, "units");
    award.units = *units;
    award.why.base_units = award.base_units;
    award.why.result = award.units;
    return award;
}

bool applies(const Work& work, const EarnRule& rule) {
    const List<Room> no_rooms;
    const List<std::string> plans = active_plans(work);
    const Sale sale{work.p(), work.state.clock, current_level(work), current_level(work), work.state.segments, plans,
                    in_birthday_month(work), work.state.orders, no_rooms, false, nullptr};
    return condition_holds(sale, rule.when, current_level(work));
}

bool too_soon(const Work& work, const EarnRule& rule) {
    const Day last = last_use(work, rule.id);
    return rule.min_interval_days > 0 && last.number >= 0 && work.today().number < last.number + rule.min_interval_days;
}

/// How often something happened in all: to be asked for anew after anything else was counted.
std::int64_t& lifetime_count(Work& work, std::string_view id) {
    return counter(work, id, Per::lifetime, period_start(Per::lifetime, {})).times;
}

std::int64_t milestone_value(const Work& work, const Milestone& m) {
    switch (m.metric) {
        case MilestoneMetric::orders: return work.state.orders;
        case MilestoneMetric::spend: return work.state.spend;
        case MilestoneMetric::units:
            for (const WalletState& w : work.state.wallets) {
                if (w.wallet == m.wallet.id) return w.lifetime_earned;
            }
    }
    return 0;
}

Day next_period(Per per, Day start) {
    switch (per) {
        case Per::week: return {start.number + 7};
        case Per::month: return add_months(start, 1);
        default: return {start.number + 1};   // a streak has no other periods
    }
}

}  // namespace

std::int64_t ceiling_room(const Work& work, const Wallet& wallet) {
    if (!wallet.max_balance_units) return no_limit;
    std::int64_t has = 0;
    for (const WalletState& ws : work.state.wallets) {
        if (ws.wallet != wallet.id) continue;
        for (const Lot& l : ws.lots) has += l.remaining + l.held;
    }
    return std::max<std::int64_t>(0, *wallet.max_balance_units - has);
}

void book_award(Work& work, const Wallet& wallet, const Place& place, const Award& award, Money stamp_value) {
    grant(work, wallet, place, award.units, stamp_value);
    Entry& e = enter(work, EntryKind::earned, wallet.id, award.units);
    e.rule = award.rule;
    e.expires = place.expires;
    e.available_at = place.available_at;
    if (work.explain()) e.why = award.why;
}

namespace {

/// Metrics over the wallet of an award that is not about an order.
void count_award(Work& work, const EarnRule& rule, std::int64_t units, std::int64_t base_units, Day day, std::int64_t sign) {
    if (!rule.qualifies || !work.p().tiers) return;
    for (const Metric& m : work.p().tiers->metrics) {
        if (m.kind != MetricKind::wallet || m.wallet.id != rule.wallet.id) continue;
        count_metric(work, m.id, day, sign * (m.count == MetricCount::base ? base_units : units));
    }
}

}  // namespace

std::int64_t award_rule(Work& work, const EarnRule& rule, Money amount, std::int64_t count) {
    if (!applies(work, rule)) return 0;
    auto award = figure(work, rule, amount, count);
    if (!award) {
        work.trouble = award.refusal().code;
        return 0;
    }
    const Wallet& wallet = wallet_of(work, rule.wallet);
    const std::int64_t room = room_left(work, rule.id, rule.limits, rule.budget_units);
    const std::int64_t space = too_soon(work, rule) ? 0 : ceiling_room(work, wallet);
    if (award->units > std::min(room, space)) {
        award->units = std::min(room, space);
        work.limited = work.limited || award->units == 0;
        award->why.capped_by = space < room ? "balance" : binding_limit(work, rule.id, rule.limits, rule.budget_units, room);
    }
    if (award->units == 0) return 0;
    award->base_units = std::min(award->base_units, award->units);
    count_use(work, rule.id, rule.limits, rule.budget_units, award->units);
    if (rule.min_interval_days > 0) note_use(work, rule.id);
    const Place place = place_of(work, wallet, &rule, {});
    award->available_at = place.available_at;
    award->expires = place.expires;
    work.out.awards.push_back(*award);
    if (place.available_at.ms == 0) work.out.awards.back().available_at = work.state.clock;   // what time gave, at its own time
    const std::int64_t units = award->units;
    if (work.state.first_earn.number < 0) work.state.first_earn = work.today();   // may anchor the period that counts it
    count_award(work, rule, units, award->base_units, work.today(), 1);
    book_award(work, wallet, place, *award, {});
    touch(work, wallet, true);
    return units;
}

void take_back(Work& work, const EarnRule& rule, const Award& given, Day day) {
    const Wallet* wallet = find_wallet(work.p(), given.wallet);
    if (!wallet || given.units == 0) return;
    const Reversed r = reverse(work, *wallet, given, day, given.units);
    if (r.units != 0 || r.absorbed != 0) enter(work, EntryKind::reversed, wallet->id, -r.units).rule = rule.id;
    if (r.written != 0) enter(work, EntryKind::written_off, wallet->id, r.written).rule = rule.id;
    if (r.units == 0 && r.absorbed == 0) return;   // the policy takes nothing back
    uncount_use(work, rule.id, rule.limits, rule.budget_units, day, given.units, true);
    count_award(work, rule, given.units, given.base_units, day, -1);
}

List<Gift> gifts_since(const Work& work, std::size_t given) {
    List<Gift> gifts;
    for (std::size_t i = given; i < work.out.awards.size(); ++i) {
        const Award& a = work.out.awards[i];
        gifts.push_back({a.rule, a.wallet, a.units, a.base_units, a.available_at, a.expires});
    }
    return gifts;
}

std::int64_t take_back_gifts(Work& work, const List<Gift>& gifts, Day day) {
    std::int64_t units = 0;
    for (const Gift& g : gifts) {
        Award given;
        given.rule = g.rule;
        given.wallet = g.wallet;
        given.units = g.units;
        given.base_units = g.base_units;
        given.available_at = g.available_at;
        given.expires = g.expires;
        units += g.units;
        for (const EarnRule& rule : work.p().earning) {
            if (rule.id == g.rule) take_back(work, rule, given, day);
        }
    }
    return units;
}

void award_entry_reward(Work& work, const Level& level, const EntryReward& entry) {
    if (entry.reward.index >= 0) {
        issue_free(work, work.p().rewards[static_cast<std::size_t>(entry.reward.index)]);
        return;
    }
    const Wallet& wallet = wallet_of(work, entry.wallet);
    Award award;
    award.rule = "tier:" + level.id;
    award.wallet = wallet.id;
    award.units = entry.units;
    award.why.kind = "tier_entered";
    award.why.units = entry.units;
    award.why.result = entry.units;
    const std::int64_t space = ceiling_room(work, wallet);
    if (award.units > space) {
        award.units = space;
        award.why.capped_by = "balance";
    }
    if (award.units == 0) return;
    const Place place = place_of(work, wallet, nullptr, {});
    award.available_at = place.available_at;
    award.expires = place.expires;
    work.out.awards.push_back(award);
    book_award(work, wallet, place, award, {});
}

void award_tier_entered(Work& work, std::int16_t level) {
    for (const EarnRule& rule : work.p().earning) {
        if (rule.on == Trigger::tier_entered && rule.tier.index == level) award_rule(work, rule, {}, 1);
    }
}

void award_trigger(Work& work, Trigger trigger) {
    for (const EarnRule& rule : work.p().earning) {
        if (rule.on == trigger) award_rule(work, rule, {}, 1);
    }
}

void award_milestones(Work& work) {
    for (const EarnRule& rule : work.p().earning) {
        if (rule.on != Trigger::milestone) continue;
        const Milestone& m = *rule.milestone;
        const std::int64_t reached = std::min(milestone_value(work, m) / m.at, m.repeat ? max_safe_integer : 1);
        if (reached <= 0) continue;
        // A leap over thousands of steps is paid in parts, with the events that follow: the work of one event is bounded.
        const std::string id = "milestone:" + rule.id;
        for (std::size_t n = 0; n < limits::automatic_run && lifetime_count(work, id) < reached; ++n) {
            ++lifetime_count(work, id);
            award_rule(work, rule, {}, 1);
        }
    }
}

void award_streaks(Work& work, std::string_view action) {
    for (const EarnRule& rule : work.p().earning) {
        if (rule.on != Trigger::streak || rule.streak->action != action) continue;
        auto& streaks = work.state.streaks;
        auto it = std::find_if(streaks.begin(), streaks.end(), [&](const StreakState& s) { return s.rule >= rule.id; });
        if (it == streaks.end() || it->rule != rule.id) it = streaks.insert(it, StreakState{rule.id, Day{-1}, 0});
        const Day period = period_start(rule.streak->period, work.today());
        if (it->last == period) continue;
        const bool follows = it->last.number >= 0 && next_period(rule.streak->period, it->last) == period;
        it->run = follows ? it->run + 1 : 1;
        it->last = period;
        if (it->run < rule.streak->count) continue;
        it->run = 0;   // the next streak starts anew
        award_rule(work, rule, {}, 1);
    }
}

std::string automatic_id(std::string_view reward, std::int64_t n, std::string_view member) {
    return "auto-" + std::string(reward) + "-" + std::to_string(n) + "-" + std::string(member);
}

std::string next_automatic_id(Work& work, const Reward& reward) {
    return automatic_id(reward.id, ++lifetime_count(work, "auto:" + reward.id), work.state.member);
}

void issue_free(Work& work, const Reward& reward) {
    if (reward.stock && shared_left(work, "stock:" + reward.id, *reward.stock) <= 0) return;   // no order is refused for it
    RedemptionRecord record = redeem(work, reward, next_automatic_id(work, reward), 0, false, 0);
    record.automatic = true;
    work.out.redemptions.push_back(std::move(record));
}

Day next_issue(const Automatic& cycle, Day day) {
    Civil c = civil(day);
    for (;;) {
        const Day next = day_of({c.year, c.month, std::min(cycle.day, days_in_month(c.year, c.month))});
        if (next >= day && (cycle.months == 0 || (cycle.months >> (c.month - 1) & 1) != 0)) return next;
        c.year += c.month / 12;
        c.month = c.month % 12 + 1;
    }
}

void issue_automatic(Work& work, AutomaticKind kind, std::int16_t wallet) {
    for (const Reward& reward : work.p().rewards) {
        if (!reward.automatic || reward.automatic->kind != kind || (wallet >= 0 && reward.wallet.index != wallet)) continue;
        if (kind == AutomaticKind::monthly && next_issue(*reward.automatic, work.today()) != work.today()) continue;
        for (std::size_t n = 0; n < limits::automatic_run; ++n) {
            const RewardOffer o = offer(work, reward, true);
            const std::int64_t units = automatic_units(work, reward);
            if (o.status != RewardStatus::available || units < o.cost) break;
            RedemptionRecord record = redeem(work, reward, next_automatic_id(work, reward), units, false, 0);
            record.automatic = true;
            work.out.redemptions.push_back(std::move(record));
        }
    }
}

}  // namespace regulars::rules
