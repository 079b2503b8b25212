#include "scenario.hpp"

#include <algorithm>
#include <utility>

namespace regulars::testing {

namespace {

template <class T>
T one_of(const Scenario& s, Knob knob, std::initializer_list<T> list) {
    return *(list.begin() + s.choice(knob, static_cast<std::uint16_t>(list.size())));
}

ExpiryPolicy expiry_of(const Scenario& s) {
    ExpiryPolicy e;
    e.counts_from = one_of(s, Knob::counts_from, {CountsFrom::earned, CountsFrom::available});
    switch (s.choice(Knob::expiry, 10)) {
        case 0: break;
        case 1: e.kind = ExpiryKind::days; e.days = 5; break;
        case 2: e.kind = ExpiryKind::days; e.days = 40; break;
        case 3: e.kind = ExpiryKind::months; e.months = 1; break;
        case 4: e.kind = ExpiryKind::month_end; e.months = 1; break;
        case 5: e.kind = ExpiryKind::year_end; break;
        case 6: e.kind = ExpiryKind::fixed_date; e.month = 2; e.day = 29; break;
        case 7: e.kind = ExpiryKind::inactivity; e.months = 1; break;
        case 8: e.kind = ExpiryKind::inactivity; e.days = 20; e.redeeming_is_activity = false; break;
        default: e.kind = ExpiryKind::activity_extends; e.months = 2; e.to_month_end = true; break;
    }
    return e;
}

PendingPolicy pending_of(const Scenario& s) {
    PendingPolicy p;
    switch (s.choice(Knob::pending, 5)) {
        case 0: break;
        case 1: p.kind = PendingKind::days; p.days = 3; break;
        case 2: p.kind = PendingKind::days; p.days = 21; break;   // the day on which 20 quiet days lose a wallet
        case 3: p.kind = PendingKind::hours; p.hours = 5; break;
        default: p.kind = PendingKind::event; p.event = "delivered"; break;
    }
    return p;
}

regulars::List<Limit> limits_of(const Scenario& s) {
    switch (s.choice(Knob::limit, 10)) {
        case 0: return {};
        case 1: return {limit(Per::event, 60)};
        case 2: return {limit(Per::day, 150)};
        case 3: return {limit(Per::day, std::nullopt, 2)};
        case 4: return {limit(Per::week, 200)};
        case 5: return {limit(Per::month, 250, 4)};
        case 6: return {limit(Per::year, 400)};
        case 7: return {limit(Per::lifetime, 500)};
        case 8: return {limit(Per::lifetime, std::nullopt, 3)};
        default: return {limit(Per::event, 90), limit(Per::month, 180)};
    }
}

BasePolicy base_of(const Scenario& s) {
    BasePolicy b;
    const std::uint16_t n = s.choice(Knob::base, 5);
    b.tax = n == 1;
    b.shipping = n == 2;
    b.before_discounts = n == 3;
    if (n == 4) b.without_tenders = {"points", "gift_card"};
    return b;
}

std::optional<Campaign> campaign_of(const Scenario& s) {
    Campaign c = times("more", 2);
    switch (s.choice(Knob::campaign, 6)) {
        case 0: return std::nullopt;
        case 1: break;
        case 2: c.multiplier = {3, 2}; c.combine = Combine::add; break;
        case 3: c.limits = {limit(Per::day, 30)}; break;
        case 4: c.items.include.tags = {"promo"}; break;
        default: c.budget_units = 100; break;
    }
    return c;
}

Tiers tiers_of(const Scenario& s) {
    const Window windows[] = {{WindowKind::calendar_year, 12, 1, 1, Anchor::joined},     {WindowKind::calendar_year, 12, 3, 1, Anchor::joined},
                              {WindowKind::rolling_months, 2, 1, 1, Anchor::joined},     {WindowKind::membership_year, 12, 1, 1, Anchor::joined},
                              {WindowKind::membership_year, 12, 1, 1, Anchor::first_earn}, {WindowKind::fixed_halves, 12, 2, 1, Anchor::joined},
                              {WindowKind::lifetime, 12, 1, 1, Anchor::joined}};
    Keep keep;
    keep.kind = one_of(s, Knob::keep, {KeepKind::period, KeepKind::next_period, KeepKind::next_period_plus_months, KeepKind::months_from_reaching});
    if (keep.kind == KeepKind::next_period_plus_months || keep.kind == KeepKind::months_from_reaching) keep.months = 2;
    Tiers t = tiers(windows[s.choice(Knob::window, 8) - 1], keep, {200, 600});
    Metric& m = t.metrics.front();
    switch (s.choice(Knob::metric, 4)) {
        case 1: m.kind = MetricKind::wallet; m.wallet = ref("points"); break;
        case 2: m.kind = MetricKind::wallet; m.wallet = ref("points"); m.count = MetricCount::all; break;
        case 3:
            m.kind = MetricKind::orders;
            t.levels[1].qualify[0].at_least = 2;
            t.levels[2].qualify[0].at_least = 4;
            break;
        default: break;
    }
    t.downgrade = one_of(s, Knob::downgrade, {Downgrade::as_earned, Downgrade::one_down, Downgrade::to_base_reset});
    t.grace_days = one_of(s, Knob::grace, {0, 10});
    t.on_refund = one_of(s, Knob::on_refund, {OnRefund::recompute, OnRefund::keep});
    if (s.choice(Knob::entry_reward, 2) == 1) t.levels[1].entry_rewards.push_back({ref("points"), 25, ref("")});
    if (s.choice(Knob::requalify, 2) == 1) {
        t.levels[2].requalify = t.levels[2].qualify;
        t.levels[2].requalify[0].at_least = t.levels[2].qualify[0].at_least / 2;
    }
    if (s.choice(Knob::after, 2) == 1) t.levels[2].after = ref("t1");
    t.review = one_of(s, Knob::review, {TierReview::always, TierReview::month_start});
    return t;
}

void add_rewards(const Scenario& s, Program& p) {
    Reward cup = reward("cup", 10);
    if (s.choice(Knob::stock, 2) == 1) cup.stock = 3;
    if (s.choice(Knob::per_member, 2) == 1) cup.per_member = limit(Per::month, std::nullopt, 2);
    p.rewards.push_back(cup);
    p.rewards.push_back(reward("bag", 120));
    Reward slider = reward("slider", 0);
    slider.kind = RewardKind::variable_amount;
    slider.variable = Variable{5, 5, std::nullopt, 3, std::nullopt};
    p.rewards.push_back(slider);
    const std::uint16_t automatic = s.choice(Knob::automatic, 4);
    if (automatic == 0) return;
    Reward own = reward("auto", 150);
    own.automatic = Automatic{};
    if (automatic == 2) own.automatic = Automatic{AutomaticKind::monthly, 31, 0};
    const ExpiryKind lost = p.wallets.front().expiry.kind;
    if (automatic == 3 && (lost == ExpiryKind::inactivity || lost == ExpiryKind::activity_extends)) own.automatic = Automatic{AutomaticKind::before_loss, 1, 0};
    p.rewards.push_back(own);
}

void add_occasions(const Scenario& s, Program& p) {
    if (s.choice(Knob::occasions, 2) == 0) return;
    p.earning.push_back(fixed("welcome", Trigger::joined, 20));
    p.earning.push_back(fixed("birthday", Trigger::birthday, 30));
    p.earning.push_back(on_action("review", "review", 5));
    p.earning.back().limits = {limit(Per::week, std::nullopt, 2)};
    EarnRule third = fixed("third", Trigger::milestone, 40);
    third.milestone = Milestone{MilestoneMetric::orders, 3, true, {}};
    p.earning.push_back(third);
    EarnRule streak = fixed("streak", Trigger::streak, 15);
    streak.streak = Streak{"review", 2, Per::week};
    p.earning.push_back(streak);
}

void add_stamps(const Scenario& s, Program& p) {
    if (s.choice(Knob::stamps, 2) == 0) return;
    p.wallets.push_back(wallet("stamps", WalletUnit::stamps));
    p.wallets.back().expiry = p.wallets.front().expiry;
    p.wallets.back().pending = p.wallets.front().pending;
    EarnRule stamp = per_amount("stamp", 1, 1, "stamps");
    stamp.award.kind = AwardKind::per_item;
    stamp.stamp_value = true;
    p.earning.push_back(stamp);
    Reward card = reward("card", 3, "stamps");
    card.average_of_stamps = true;
    p.rewards.push_back(card);
}

}  // namespace

std::uint16_t Scenario::choice(Knob knob, std::uint16_t choices) const {
    // The generator draws from 0..999: what is below 550 stands for "as simple as possible".
    const std::uint16_t n = knobs[static_cast<std::size_t>(knob)];
    if (n < 550) return 0;
    return static_cast<std::uint16_t>(1 + (n - 550) % (choices - 1));
}

Program program_of(const Scenario& s) {
    Program p = simple();
    p.zone = one_of(s, Knob::zone, {Zone{}, hanoi(), berlin(), twice()});
    Wallet& points = p.wallets.front();
    points.rounding.mode = one_of(s, Knob::rounding, {Rounding::floor, Rounding::half_up, Rounding::ceil});
    points.rounding.per = one_of(s, Knob::round_per, {RoundPer::order, RoundPer::line});
    points.rounding.stage = one_of(s, Knob::stage, {RoundStage::each, RoundStage::final});
    points.expiry = expiry_of(s);
    points.pending = pending_of(s);
    points.negative = one_of(s, Knob::negative, {NegativePolicy::allow_debt, NegativePolicy::write_off, NegativePolicy::pending_only});
    if (s.choice(Knob::ceiling, 2) == 1) points.max_balance_units = 220;
    EarnRule& base = p.earning.front();
    const Ratio rate = one_of(s, Knob::rate, {Ratio{1, 1}, Ratio{1, 10}, Ratio{3, 7}, Ratio{7, 3}});
    base.award.units = rate.num;
    base.award.per_minor = rate.den;
    base.base = base_of(s);
    base.limits = limits_of(s);
    if (s.choice(Knob::interval, 2) == 1) base.min_interval_days = 3;
    if (s.choice(Knob::budget, 2) == 1) base.budget_units = 260;
    if (s.choice(Knob::condition, 2) == 1) base.when.order_minor.min = 100;
    if (s.choice(Knob::second_rule, 3) != 0) {
        p.earning.push_back(fixed("gift", Trigger::order, 8));
        if (s.choice(Knob::second_rule, 3) == 2) {
            p.earning.back().award.kind = AwardKind::per_item;
            p.earning.back().award.units = 2;
        }
        if (s.choice(Knob::own_terms, 2) == 1) {   // waits and ends in its own way
            p.earning.back().pending = PendingPolicy{};
            p.earning.back().pending->kind = PendingKind::days;
            p.earning.back().pending->days = 2;
            p.earning.back().expiry = ExpiryPolicy{};
            p.earning.back().expiry->kind = ExpiryKind::days;
            p.earning.back().expiry->days = 6;
        }
    }
    if (auto c = campaign_of(s)) p.campaigns.push_back(*c);
    if (s.choice(Knob::window, 8) != 0) p.tiers = tiers_of(s);
    if (p.tiers && s.choice(Knob::multiplier, 3) != 0) {
        const Ratio second = s.choice(Knob::multiplier, 3) == 1 ? Ratio{5, 4} : Ratio{2, 1};
        EarnRule& first = p.earning.front();   // others were added since
        first.tier_multipliers = {{ref("t1"), second}, {ref("t2"), Ratio{3, 1}}};
        first.tier_at = one_of(s, Knob::tier_at, {TierAt::before, TierAt::after});
    }
    if (p.tiers && s.choice(Knob::exempt, 2) == 1) p.wallets.front().expiry.exempt_tiers = {ref("t2")};
    if (s.choice(Knob::whole_refunds, 2) == 1) p.partial_refunds = PartialRefunds::whole_order;
    add_rewards(s, p);
    add_occasions(s, p);
    add_stamps(s, p);
    return p;
}

Instant start_of(const Scenario& s) {
    return one_of(s, Knob::start, {at("2026-01-10T09:30"), at("2026-03-27T22:00"), at("2028-02-26T12:00"), at("2026-12-29T18:00"), at("2027-10-29T05:00")});
}

Instant second_version_at(const Scenario& s) {
    if (s.choice(Knob::new_version, 2) == 0) return no_instant;
    return {start_of(s).ms + 9 * ms_per_day + 3'600'000};
}

ProgrammeHistory history_of(const Scenario& s) {
    std::vector<ProgrammeVersion> versions;
    versions.push_back({Instant{}, program_of(s)});
    if (const Instant second = second_version_at(s); second != no_instant) {
        Program p = program_of(s);
        p.version = 2;
        p.earning.front().award.units *= 2;
        if (p.earning.size() > 1) p.earning.erase(p.earning.begin() + 1);
        p.rewards.front().cost_units = 20;
        versions.push_back({second, std::move(p)});
    }
    return history(std::move(versions));
}

}  // namespace regulars::testing
