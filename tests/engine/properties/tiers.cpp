// Tiers: a pure function of what counts in the windows; falls only where the policy says so.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

struct Span {
    Day first, next;
};

/// The period of a window that holds a day, by the calendar; written apart from the engine.
Span span_of(const Window& w, Day anchor, Day day) {
    if (w.kind == WindowKind::lifetime) return {{-1'000'000}, no_day};
    if (w.kind == WindowKind::rolling_months) return {{add_months(day, -w.months).number + 1}, {day.number + 1}};
    const std::int32_t months = w.kind == WindowKind::fixed_halves ? 6 : 12;
    const Day start = w.kind == WindowKind::membership_year ? anchor : day_of({2000, w.start_month, w.start_day});
    std::int32_t n = -200;
    while (add_months(start, (n + 1) * months) <= day) ++n;
    return {add_months(start, n * months), add_months(start, (n + 1) * months)};
}

Day end_of_keep(const Tiers& t, Day anchor, Span period) {
    if (period.next == no_day || t.keep.kind == KeepKind::period) return period.next;
    const Span next = span_of(t.window, anchor, period.next);
    return t.keep.kind == KeepKind::next_period ? next.next : add_months(next.next, t.keep.months);
}

/// The level that the orders as they stand carry on `today`.
std::size_t level_by_orders(const World& w, const Tiers& t, Day today) {
    const Zone& zone = w.programme.latest().zone;
    const Day joined = zone.day(*w.state.joined_at);
    const Day anchor = t.window.anchor == Anchor::first_earn && w.state.first_earn.number >= 0 ? w.state.first_earn : joined;
    std::map<Day, std::int64_t> by_day;
    for (const auto& [id, r] : w.orders) {
        for (const MetricPart& m : r.metrics) by_day[zone.day(r.occurred_at)] += m.value;
    }
    auto level_of = [&](std::int64_t value) {
        std::size_t level = 0;
        for (std::size_t i = 1; i < t.levels.size(); ++i) {
            if (value >= t.levels[i].qualify.front().at_least) level = i;
        }
        return level;
    };
    auto sum = [&](Span s) {
        std::int64_t total = 0;
        for (const auto& [day, value] : by_day) {
            if (day >= s.first && day < s.next) total += value;
        }
        return total;
    };
    if (t.window.kind == WindowKind::rolling_months) return level_of(sum(span_of(t.window, anchor, today)));
    std::size_t level = level_of(sum(span_of(t.window, anchor, today)));
    for (const auto& [day, value] : by_day) {
        const Span period = span_of(t.window, anchor, day);
        if (today < end_of_keep(t, anchor, period)) level = std::max(level, level_of(sum(period)));
    }
    return level;
}

/// Programmes whose tier depends on nothing but what counts: no kept levels, no easier way to stay.
Shape pure_tiers(std::vector<Kind> kinds) {
    return {std::move(kinds), {Knob::downgrade, Knob::grace, Knob::on_refund, Knob::entry_reward, Knob::requalify, Knob::occasions, Knob::new_version,
                               Knob::limit, Knob::budget, Knob::interval, Knob::ceiling, Knob::after, Knob::review}, 30};
}

Scenario tiered(Shape shape) {
    Scenario s = *scenarios(shape);
    auto& window = s.knobs[static_cast<std::size_t>(Knob::window)];
    if (window < 550) window = static_cast<std::uint16_t>(550 + window % 7);
    return s;
}

std::size_t level_of(const World& w) {
    const auto& levels = w.programme.latest().tiers->levels;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i].id == w.tier()) return i;
    }
    return 0;
}

}  // namespace

PROPERTY("I37", "the tier is a pure function of the counted entries and the windows, whatever the path", 400) {
    const Shape shape = pure_tiers({Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_all, Kind::wait});
    const Scenario scenario = tiered(shape);
    const Tiers tiers = *program_of(scenario).tiers;
    // Levels that last from the day they were reached, and rolling windows that keep, depend on when: see I37b.
    if (tiers.keep.kind == KeepKind::months_from_reaching) return;
    if (tiers.window.kind == WindowKind::rolling_months && tiers.keep.kind != KeepKind::period) return;
    Run run(scenario, shape);
    auto check = [&] {
        const Day today = run.programme.latest().zone.day(run.state.clock);
        run.require_equal(static_cast<std::int64_t>(level_of(run)), static_cast<std::int64_t>(level_by_orders(run, tiers, today)), "level on " + text_of(today));
    };
    for (const Step& step : scenario.steps) {
        if (run.step(step)) check();
    }
    for (int n = 0; n < 30; ++n) {
        run.submit_logged(time_passes({run.state.clock.ms + 31 * ms_per_day}));
        check();
    }
}

PROPERTY("I37b", "an order that was refunded counts as if it had never been placed", 200) {
    Shape shape = pure_tiers({Kind::order, Kind::order, Kind::wait});
    // A multiplier makes later points depend on the tier of their own time.
    shape.off.insert(shape.off.end(), {Knob::multiplier, Knob::negative, Knob::automatic, Knob::stamps});
    const Scenario scenario = tiered(shape);
    const auto kind = program_of(scenario).tiers->keep.kind;
    if (kind == KeepKind::months_from_reaching || program_of(scenario).tiers->window.anchor == Anchor::first_earn) return;
    if (program_of(scenario).tiers->window.kind == WindowKind::rolling_months && kind != KeepKind::period) return;
    Run with(scenario, shape);
    Run without = with;
    const std::size_t extra = *rc::gen::inRange<std::size_t>(0, 30);
    std::string id;
    for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
        const auto e = with.event_of(scenario.steps[i]);
        if (!e || !with.submit_logged(*e)) continue;
        if (i == extra && std::holds_alternative<OrderPlaced>(e->body)) id = e->id;
        else without.submit_logged(*e);
    }
    if (id.empty()) return;
    with.submit_logged(refunded(with.state.clock, "back", id));
    without.submit_logged(time_passes(with.state.clock));
    with.require(with.tier() == without.tier(), "the tier is " + with.tier() + ", without the order it would be " + without.tier());
}

PROPERTY("I38", "without refunds a tier falls only where what kept it ends, and more spend never makes it lower", 200) {
    Shape shape = pure_tiers({Kind::order, Kind::order, Kind::wait});
    shape.off.insert(shape.off.end(), {Knob::metric, Knob::multiplier});
    const Scenario scenario = tiered(shape);
    const Tiers tiers = *program_of(scenario).tiers;
    Run run(scenario, shape), rich(scenario, shape);
    const Zone& zone = run.programme.latest().zone;
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        const regulars::List<TierGrant> grants = run.state.tier.grants;
        if (!run.submit_logged(*e)) continue;
        Event more = *e;
        if (auto* o = std::get_if<OrderPlaced>(&more.body)) {
            for (OrderLine& l : o->order.lines) l.amount.minor *= 2;
            o->order.tenders.clear();   // all by card: parts of the old sum would not add up
        }
        rich.submit_logged(more);
        for (const Entry& entry : run.last.entries) {
            if (entry.kind != EntryKind::tier_changed || entry.tier_to > entry.tier_from) continue;
            if (entry.tier_from == "base") continue;
            run.require(zone.start_of(zone.day(entry.at)) == entry.at, "the tier fell in the middle of a day");
            if (tiers.window.kind == WindowKind::rolling_months || tiers.keep.kind == KeepKind::months_from_reaching) continue;
            const Day day = zone.day(entry.at);
            const Day anchor = tiers.window.anchor == Anchor::first_earn ? run.state.first_earn : zone.day(*run.state.joined_at);
            Day start = span_of(tiers.window, anchor, day).first;
            if (tiers.keep.kind == KeepKind::next_period_plus_months) start = add_months(start, tiers.keep.months);
            run.require(day == start, "the tier fell within a window, on " + text_of(day));
        }
        // A level that lasts from the day it was reached also ends earlier when it was reached earlier.
        const bool from_reaching = tiers.keep.kind == KeepKind::months_from_reaching ||
                                   (tiers.window.kind == WindowKind::rolling_months && tiers.keep.kind != KeepKind::period);
        if (!from_reaching) run.require(level_of(rich) >= level_of(run), "more spend led to a lower tier");
    }
}

PROPERTY("I39", "a tier's bonus is paid at most once in a period, also under earning and refunding in turns", 200) {
    Shape shape{{Kind::order, Kind::order, Kind::refund_all, Kind::refund_line, Kind::wait}, {Knob::new_version, Knob::ceiling}, 40};
    Scenario scenario = tiered(shape);
    scenario.knobs[static_cast<std::size_t>(Knob::entry_reward)] = 999;
    const Tiers tiers = *program_of(scenario).tiers;
    Run run(scenario, shape);
    const Zone& zone = run.programme.latest().zone;
    for (const Step& step : scenario.steps) {
        run.step(step);
        if (!run.orders.empty() && step.pick % 4 == 0) run.submit_logged(refunded(run.state.clock, "again" + std::to_string(run.log.size()), std::prev(run.orders.end())->first));
    }
    std::vector<Day> paid;
    for (const Entry& e : run.ledger) {
        if (e.rule == "tier:t1" && e.kind == EntryKind::earned) paid.push_back(zone.day(e.at));
    }
    const Day anchor = tiers.window.anchor == Anchor::first_earn ? run.state.first_earn : zone.day(*run.state.joined_at);
    for (std::size_t i = 1; i < paid.size(); ++i) {
        if (tiers.window.kind == WindowKind::rolling_months) {
            run.require(add_months(paid[i - 1], tiers.window.months) <= paid[i], "two bonuses within one rolling window");
        } else {
            run.require(span_of(tiers.window, anchor, paid[i]).first > paid[i - 1], "two bonuses in one period");
        }
    }
}

PROPERTY("I39b", "an order earns at the multiplier of its own time: of the tier before it, or of the one it leads to, as the rule says", 300) {
    Shape shape{{Kind::order, Kind::order, Kind::refund_line, Kind::refund_all, Kind::wait},
                {Knob::limit, Knob::interval, Knob::budget, Knob::condition, Knob::campaign, Knob::ceiling, Knob::base, Knob::second_rule, Knob::new_version,
                 Knob::metric}, 30};   // points that count towards the tier may lead on, multiplied by it
    Scenario scenario = tiered(shape);
    scenario.knobs[static_cast<std::size_t>(Knob::multiplier)] = 999;
    const Program p = program_of(scenario);
    const EarnRule& rule = p.earning.front();
    const RoundingPolicy& rounding = p.wallets.front().rounding;
    Run run(scenario, shape);
    for (const Step& step : scenario.steps) {
        const auto e = run.event_of(step);
        if (!e) continue;
        run.submit_logged(time_passes(e->occurred_at));
        const std::string before = run.tier();
        if (!run.submit_logged(*e) || !std::holds_alternative<OrderPlaced>(e->body)) continue;
        const OrderRecord& sale = *run.last.order;
        run.require(sale.tier_before == before, "the record says another tier than the member had");
        if (p.tiers->downgrade != Downgrade::to_base_reset) run.require(sale.tier_after == run.tier() || sale.tier_after == before, "the record says another tier than the order led to");
        Ratio times{1, 1};
        for (const TierMultiplier& m : rule.tier_multipliers) {
            if (m.tier.id == (rule.tier_at == TierAt::after ? run.tier() : before)) times = m.multiplier;
        }
        std::int64_t whole = 0;   // rounded as the wallet says: the order or each line, at the end or also before the multiplier
        auto add = [&](std::int64_t money) {
            const Wide base = static_cast<Wide>(money) * rule.award.units;
            whole += static_cast<std::int64_t>(rounding.stage == RoundStage::final ? divide(base * times.num, static_cast<Wide>(rule.award.per_minor) * times.den, rounding.mode)
                : divide(divide(base, rule.award.per_minor, rounding.mode) * times.num, times.den, rounding.mode));
        };
        std::int64_t money = 0;
        for (const OrderLine& l : sale.order.lines) {
            if (l.gift_card) continue;
            money += l.amount.minor - l.discount.minor;
            if (rounding.per == RoundPer::line) add(l.amount.minor - l.discount.minor);
        }
        if (rounding.per == RoundPer::order) add(money);
        std::int64_t earned = 0;
        for (const Award& a : sale.awards) earned += a.rule == "base" ? a.units : 0;
        run.require_equal(earned, whole, "earned by an order from " + before + " to " + run.tier());
    }
}
