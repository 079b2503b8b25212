// Caps, budgets and the bounds of a member's state.
#include <algorithm>
#include <map>
#include <vector>

#include "engine/generated/limits.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

/// First day of the limit's period that holds a day; by the calendar.
Day period_of(Per per, Day day) {
    const Civil c = civil(day);
    switch (per) {
        case Per::day: return day;
        case Per::week: return {day.number - weekday(day) + 1};
        case Per::month: return day_of({c.year, c.month, 1});
        case Per::year: return day_of({c.year, 1, 1});
        default: return {0};
    }
}

struct Use {
    Day day;
    std::string event;
    std::int64_t units;
};

/// What stands of a rule, order by order; of other rules what was given.
std::vector<Use> uses_of(const World& w, std::string_view rule) {
    const Zone& zone = w.programme.latest().zone;
    std::vector<Use> uses;
    for (const auto& [id, r] : w.orders) {
        for (const Award& a : r.awards) {
            if (a.rule == rule && a.units > 0) uses.push_back({zone.day(r.occurred_at), id, a.units});
            for (const CampaignUse& c : a.campaigns) {
                if (c.campaign == rule && c.units != 0) uses.push_back({zone.day(r.occurred_at), id, c.units});
            }
        }
    }
    for (const Entry& e : w.ledger) {
        if (e.rule == rule && e.kind == EntryKind::earned && e.order.empty()) uses.push_back({zone.day(e.at), e.event, e.units});
    }
    return uses;
}

void check_limit(const Run& run, std::string_view rule, const Limit& l) {
    std::map<Day, std::int64_t> units, times;
    for (const Use& u : uses_of(run, rule)) {
        if (l.per == Per::event) {
            run.require(!l.units || u.units <= *l.units, "more than the limit of one event");
            continue;
        }
        units[period_of(l.per, u.day)] += u.units;
        times[period_of(l.per, u.day)] += 1;
    }
    for (const auto& [day, sum] : units) run.require(!l.units || sum <= *l.units, std::string(rule) + " gave " + std::to_string(sum) + " in the period from " + text_of(day));
    for (const auto& [day, n] : times) run.require(!l.times || n <= *l.times, std::string(rule) + " was paid " + std::to_string(n) + " times in the period from " + text_of(day));
}

}  // namespace

PROPERTY("I40", "caps by event, period and rule, campaign budgets and stock hold under any split and any refunds", 400) {
    const Shape shape{{Kind::order, Kind::order, Kind::order, Kind::order, Kind::refund_line, Kind::refund_all, Kind::act, Kind::redeem, Kind::redeem,
                       Kind::redeem, Kind::cancel, Kind::wait, Kind::deliver},
                      {Knob::new_version, Knob::negative}, 40};
    const Scenario scenario = *scenarios(shape);
    Run run(scenario, shape);
    const Program p = program_of(scenario);
    for (const Step& step : scenario.steps) run.step(step);
    for (const EarnRule& r : p.earning) {
        for (const Limit& l : r.limits) check_limit(run, r.id, l);
        std::vector<Day> days;
        for (const Use& u : uses_of(run, r.id)) days.push_back(u.day);
        std::sort(days.begin(), days.end());
        for (std::size_t i = 1; i < days.size() && r.min_interval_days > 0; ++i) {
            run.require(days[i].number >= days[i - 1].number + r.min_interval_days, "the interval between two uses is too short");
        }
    }
    for (const Campaign& c : p.campaigns) {
        for (const Limit& l : c.limits) check_limit(run, c.id, l);
    }
    for (const SharedCounter& s : run.shared) {
        run.require(s.left >= 0, s.key + " was overdrawn");
        std::int64_t used = 0;
        if (s.key.starts_with("budget:")) {
            for (const Use& u : uses_of(run, s.key.substr(7))) used += u.units;
            run.require_equal(s.left + used, s.key == "budget:base" ? 260 : 100, "left and used of " + s.key);
        } else {
            for (const auto& [id, r] : run.redemptions) {
                if (r.reward == "cup" && (r.status == RedemptionStatus::captured || r.status == RedemptionStatus::held)) ++used;
            }
            run.require_equal(s.left + used, 3, "left and given of the stock");
        }
    }
    for (const Wallet& w : p.wallets) {
        if (!w.max_balance_units) continue;
        // Gifts back (cancelled redemptions) may exceed a ceiling, earnings not.
        if (run.redemptions.empty()) run.require(run.available(w.id) + run.pending(w.id) <= *w.max_balance_units, "over the ceiling");
    }
}

PROPERTY("I56", "a member's state stays bounded however long her history", 6) {
    const Shape shape{{Kind::order, Kind::order, Kind::order, Kind::redeem, Kind::hold, Kind::cancel, Kind::refund_all, Kind::act, Kind::deliver, Kind::adjust}, {}, 0};
    const Scenario scenario = *scenarios(shape);
    const auto numbers = *rc::gen::container<std::vector<std::uint16_t>>(64, rc::gen::inRange<std::uint16_t>(0, 1000));
    Run run(scenario, shape);
    std::size_t most_dues = 0;
    for (std::size_t i = 0; i < 2500; ++i) {
        const std::size_t n = numbers.size();
        const Step step{numbers[i % n], 0, numbers[(i / n + 3 * i) % n], numbers[(i + i / 7) % n]};
        run.submit(time_passes({run.state.clock.ms + ms_per_day}));
        most_dues = std::max(most_dues, run.last.entries.size());
        const auto e = run.event_of(step);
        if (e) run.submit(*e);
        if (run.orders.size() > 40) run.orders.erase(run.orders.begin());
        if (run.redemptions.size() > 40) run.redemptions.erase(run.redemptions.begin());
        run.ledger.clear();
    }
    for (const WalletState& w : run.state.wallets) {
        run.require(w.lots.size() <= limits::lots, "lots: " + std::to_string(w.lots.size()));
        run.require(w.settlements.size() <= limits::settlements, "settlements");
    }
    const auto tiers = program_of(scenario).tiers;   // no more days than a window and what is kept after it can reach
    const std::int32_t months = !tiers ? 0 : (tiers->window.kind == WindowKind::rolling_months ? tiers->window.months : 12) * 2 + tiers->keep.months + 1;
    const bool ends = tiers && tiers->window.kind != WindowKind::lifetime;
    for (const MetricState& m : run.state.metrics) {
        run.require(m.buckets.size() <= (ends ? static_cast<std::size_t>(months) * 31 + 1 : limits::metric_buckets), "buckets: " + std::to_string(m.buckets.size()));
    }
    run.require(run.state.counters.size() <= 60, "counters: " + std::to_string(run.state.counters.size()));
    run.require(run.state.receipts.size() <= limits::receipts, "receipts");
    run.require(run.state.holds.size() <= limits::holds, "holds");
    run.require(run.state.tier.grants.size() <= 8 && run.state.tier.entered.size() <= 2, "grants");
    run.require(most_dues <= 250, "one day brought " + std::to_string(most_dues) + " entries");
}

PROPERTY("I56b", "at the limit of holds, receipts, friends and settled debts one more is refused or the oldest forgotten", 4) {
    Program p = simple();
    p.wallets[0].expiry.kind = ExpiryKind::days;
    p.wallets[0].expiry.days = 400;
    p.earning.push_back(on_action("receipt", "receipt", 1));
    p.earning.push_back(fixed("advocate", Trigger::referral_advocate, 1));
    p.referral = ReferralPolicy{};
    p.rewards.push_back(reward("cup", 1));
    p.rewards.push_back(reward("bag", 100));
    World w(p);
    w.must(joined(at("2026-01-10T09:30")));
    auto now = [&] { return w.state.clock; };
    auto count_up = [](std::size_t most) { return most + *rc::gen::inRange<std::size_t>(1, 20); };
    // Used and taken back: the order of the next day pays the debt of the one before.
    const std::size_t debts = count_up(limits::settlements);
    w.must(placed(now(), "o0", 100));
    w.must(redeem(now(), "first", "bag"));
    for (std::size_t i = 0; i < debts; ++i) {
        w.must(refunded(now(), "x" + std::to_string(i), "o" + std::to_string(i)));
        w.must(placed({now().ms + ms_per_day}, "o" + std::to_string(i + 1), 100));
        RC_ASSERT(w.debt() == 0 && w.available() == 0);
    }
    RC_ASSERT(w.wallet()->settlements.size() == limits::settlements);
    w.must(placed(now(), "more", 100));
    for (std::size_t i = 0; i < limits::holds; ++i) w.must(hold(now(), "h" + std::to_string(i), "cup"));
    RC_ASSERT(w.submit(hold(now(), "one-more", "cup")) == Code::too_many_holds);
    RC_ASSERT(w.state.holds.size() == limits::holds);
    const std::size_t receipts = count_up(limits::receipts);
    auto receipt = [&](std::size_t i) {
        Action body;
        body.action = "receipt";
        body.receipt = "r" + std::to_string(i);
        return w.submit(event("a" + std::to_string(i), now(), body));
    };
    for (std::size_t i = 0; i < receipts; ++i) RC_ASSERT(receipt(i) == Code::ok);
    RC_ASSERT(w.state.receipts.size() == limits::receipts);
    for (std::size_t i = receipts - limits::receipts; i < receipts; ++i) RC_ASSERT(receipt(i) == Code::duplicate_receipt);
    const std::size_t friends = count_up(limits::referrals);
    for (std::size_t i = 0; i < friends; ++i) w.must(event("f" + std::to_string(i), now(), ReferralConverted{"friend" + std::to_string(i), false}));
    RC_ASSERT(w.state.referrals.size() == limits::referrals);
    RC_ASSERT(w.submit(event("again", now(), ReferralConverted{"friend" + std::to_string(friends - 1), false})) == Code::already_referred);
}
