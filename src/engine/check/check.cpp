#include "check.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "currencies.hpp"
#include "dates.hpp"

namespace regulars::check {

namespace {

std::string at_index(std::string_view list, std::size_t i) { return std::string(list) + "[" + std::to_string(i) + "]"; }

bool all_in(const List<std::string>& some, const List<std::string>& of) {
    return std::all_of(some.begin(), some.end(), [&](const std::string& s) { return std::find(of.begin(), of.end(), s) != of.end(); });
}


class Checker {
public:
    explicit Checker(const Program& program) : p(program) {}

    List<Refusal> run() {
        if (!known_currency(p.currency.code)) found.push_back(refuse(Code::unknown_currency, "currency.code").with("value", p.currency.code));
        decimals();
        for (std::size_t i = 0; i < p.earning.size(); ++i) rule(p.earning[i], at_index("earning", i));
        for (std::size_t i = 0; i < p.campaigns.size(); ++i) campaign(p.campaigns[i], at_index("campaigns", i));
        if (p.tiers) tiers(*p.tiers);
        for (std::size_t i = 0; i < p.rewards.size(); ++i) reward(p.rewards[i], at_index("rewards", i));
        for (std::size_t i = 0; i < p.wallets.size(); ++i) wallet(p.wallets[i], at_index("wallets", i));
        return std::move(found);
    }

private:
    const Program& p;
    List<Refusal> found;

    void warn(Code code, std::string path, std::string_view id, std::string_view why) {
        found.push_back(refuse(code, std::move(path)).with("id", std::string(id)).with("why", std::string(why)));
    }

    /// Three decimals where the currency has two are meant: prices in mills.
    void decimals() {
        const auto iso = decimals_of(p.currency.code);
        if (!iso || *iso == p.currency.exponent || (*iso == 2 && p.currency.exponent == 3)) return;
        warn(Code::rate_unlikely, "currency.exponent", p.currency.code,
             "ISO 4217 gives it " + std::to_string(*iso) + " decimals; with " + std::to_string(p.currency.exponent) + " every amount means another sum");
    }

    /// Why a condition can never hold; empty where it can.
    std::string_view impossible(const Condition& c) const {
        if (!c.segments.empty() && all_in(c.segments, c.not_segments)) return "its segments are excluded";
        if (c.hours && c.hours->from_minute == c.hours->to_minute) return "its hours are empty";
        if (!c.tiers.empty() && std::all_of(c.tiers.begin(), c.tiers.end(), [&](const Ref& t) { return out_of_reach(t.index); })) return "nobody is in its tiers";
        return never_on_its_weekdays(c, p.zone);
    }

    bool out_of_reach(std::int16_t level) const {
        if (!p.tiers || level <= 0) return false;
        const Level& l = p.tiers->levels[static_cast<std::size_t>(level)];
        return l.qualify.empty() && !l.invite_only;
    }

    static std::string_view nothing_left(const List<Limit>& limits, const std::optional<std::int64_t>& budget) {
        for (const Limit& l : limits) {
            if ((l.units && *l.units == 0) || (l.times && *l.times == 0)) return "a limit allows nothing";
        }
        return budget && *budget == 0 ? "its budget is 0" : std::string_view{};
    }

    static std::string_view no_items(const ItemFilter& f) {
        if (f.include.empty()) return {};
        const bool gone = all_in(f.include.skus, f.exclude.skus) && all_in(f.include.categories, f.exclude.categories) && all_in(f.include.tags, f.exclude.tags);
        return gone ? "all it includes is excluded" : std::string_view{};
    }

    void rule(const EarnRule& r, const std::string& path) {
        std::string_view why = impossible(r.when);
        if (why.empty()) why = nothing_left(r.limits, r.budget_units);
        if (why.empty()) why = no_items(r.items);
        if (why.empty() && r.award.kind != AwardKind::percent && r.award.units == 0) why = "it awards 0";
        if (why.empty() && r.on == Trigger::tier_entered && r.tier.index == 0) why = "everybody is in the first tier from the start";
        if (why.empty() && (r.on == Trigger::referral_advocate || r.on == Trigger::referral_friend) && !p.referral) why = "the programme has no referral";
        if (why.empty() && r.on == Trigger::plan_paid && p.plans.empty()) why = "the programme has no plan";
        if (!why.empty()) warn(Code::rule_never_applies, path, r.id, why);
        if (r.on != Trigger::order) return asks_of_no_order(r, path);
        const auto& without = r.base.without_tenders;
        const bool earns_on_points = std::find(without.begin(), without.end(), "points") == without.end();
        if (r.items.gift_cards && earns_on_points && spends_as_money(r.wallet.index)) {
            warn(Code::points_loop, path, r.id, "gift cards bought with points earn points");
        }
        if (r.award.kind == AwardKind::percent && over_100(r.award.percent)) {
            warn(Code::rate_unlikely, path + ".award.percent", r.id, "it gives back more than was paid; 2 percent is \"2\"");
        }
        if (mints(r)) warn(Code::points_loop, path, r.id, "what an order earns is worth at least what was paid");
    }

    /// Conditions on an order are not looked at where there is none.
    void asks_of_no_order(const EarnRule& r, const std::string& path) {
        if (!r.when.channels.empty() || !r.when.tenders.empty() || r.when.order_minor.min || r.when.order_minor.max) {
            warn(Code::rule_never_applies, path + ".when", r.id, "channels, tenders and order_minor are asked of orders alone, so it pays whatever they are");
        }
        if (!r.items.include.empty()) warn(Code::rule_never_applies, path + ".items", r.id, "only orders have items to choose from, so it pays for all");
    }

    static bool over_100(const Ratio& percent) { return percent.num > static_cast<Wide>(percent.den) * 100; }

    bool spends_as_money(std::int16_t wallet_index) const {
        return std::any_of(p.rewards.begin(), p.rewards.end(), [&](const Reward& r) {
            return r.wallet.index == wallet_index && (r.value.minor > 0 || r.variable);
        });
    }

    /// Whether the best reward gives back all that an order cost: units/per_minor x value/cost >= 1.
    bool mints(const EarnRule& r) const {
        if (r.award.kind != AwardKind::per_amount) return false;
        Ratio best{1, 1};
        for (const TierMultiplier& m : r.tier_multipliers) {
            if (static_cast<Wide>(m.multiplier.num) * best.den > static_cast<Wide>(best.num) * m.multiplier.den) best = m.multiplier;
        }
        for (const Reward& w : p.rewards) {
            if (w.wallet.index != r.wallet.index) continue;
            const std::int64_t cost = w.variable ? w.variable->step_units : w.cost_units;
            const std::int64_t value = w.variable ? w.variable->minor_per_step : w.value.minor;
            if (cost <= 0) continue;
            // In thousandths, so that nothing overflows however large the numbers are.
            const Wide earned = static_cast<Wide>(r.award.units) * best.num * 1000 / (static_cast<Wide>(r.award.per_minor) * best.den);
            if (earned * value >= static_cast<Wide>(cost) * 1000) return true;
        }
        return false;
    }

    void campaign(const Campaign& c, const std::string& path) {
        std::string_view why = impossible(c.when);
        if (why.empty()) why = nothing_left(c.limits, c.budget_units);
        if (why.empty()) why = no_items(c.items);
        if (why.empty() && c.multiplier.is_one()) why = "it multiplies by 1";
        const auto takes = [&](const EarnRule& r, std::size_t i) {
            const bool named = c.rules.empty() || std::any_of(c.rules.begin(), c.rules.end(), [&](const Ref& ref) { return ref.index == static_cast<std::int16_t>(i); });
            return named && r.on == Trigger::order && r.multipliable;
        };
        bool any = false;
        for (std::size_t i = 0; i < p.earning.size(); ++i) any = any || takes(p.earning[i], i);
        if (why.empty() && !any) why = "it covers no rule about orders that may be multiplied";
        if (!why.empty()) warn(Code::rule_never_applies, path, c.id, why);
        if (c.multiplier.num == 0) warn(Code::rate_unlikely, path + ".multiplier", c.id, "it multiplies by 0, which takes away what orders earn");
    }

    void tiers(const Tiers& t) {
        for (std::size_t i = 1; i < t.levels.size(); ++i) {
            const Level& l = t.levels[i];
            if (l.after.index > 0 && t.window.kind == WindowKind::lifetime) {
                warn(Code::tier_unreachable, at_index("tiers.levels", i), l.id, "a lifetime has no period before it in which to hold another tier");
            }
            if (asks_no_more(l, t.levels[i - 1])) warn(Code::tier_unreachable, at_index("tiers.levels", i), l.id, "it asks for no more than the tier below it");
        }
        for (std::size_t i = 0; i < t.metrics.size(); ++i) {
            const Metric& m = t.metrics[i];
            if (m.kind == MetricKind::wallet && !earns(m.wallet.index)) warn(Code::rule_never_applies, at_index("tiers.metrics", i), m.id, "nothing is earned in its wallet");
        }
    }

    /// Of a level that needs all of its thresholds, one that is higher is enough to be a step of its own, and so is needing
    /// two where the level below is content with either.
    static bool asks_no_more(const Level& level, const Level& below) {
        const auto no_more = [&](const Threshold& own) {
            return std::any_of(below.qualify.begin(), below.qualify.end(), [&](const Threshold& b) { return b.metric.index == own.metric.index && own.at_least <= b.at_least; });
        };
        if (level.any || level.qualify.size() < 2) return std::any_of(level.qualify.begin(), level.qualify.end(), no_more);
        return (!below.any || below.qualify.size() < 2) && std::all_of(level.qualify.begin(), level.qualify.end(), no_more);
    }

    bool earns(std::int16_t wallet) const {
        if (std::any_of(p.earning.begin(), p.earning.end(), [&](const EarnRule& r) { return r.wallet.index == wallet; })) return true;
        if (!p.tiers) return false;
        return std::any_of(p.tiers->levels.begin(), p.tiers->levels.end(), [&](const Level& l) {
            return std::any_of(l.entry_rewards.begin(), l.entry_rewards.end(), [&](const EntryReward& e) { return e.wallet.index == wallet; });
        });
    }

    void reward(const Reward& r, const std::string& path) {
        std::string_view why;
        const Wallet& w = p.wallets[static_cast<std::size_t>(r.wallet.index)];
        const std::int64_t least = r.variable ? r.variable->min_units : r.cost_units;
        if (least > 0 && !earns(r.wallet.index)) why = "nothing is earned in its wallet";
        else if (w.max_balance_units && least > *w.max_balance_units) why = "it costs more than a balance can hold";
        else if (!r.tiers.empty() && std::all_of(r.tiers.begin(), r.tiers.end(), [&](const Ref& t) { return out_of_reach(t.index); })) why = "nobody is in its tiers";
        else if (r.stock && *r.stock == 0) why = "its stock is 0";
        else if (r.per_member && r.per_member->times && *r.per_member->times == 0) why = "its limit allows none";
        else if (r.variable && r.variable->max_units && *r.variable->max_units < least) why = "its maximum is below its minimum";
        if (!why.empty()) warn(Code::reward_unreachable, path, r.id, why);
        if (is_worth_nothing(r)) warn(Code::rate_unlikely, path + ".value_minor", r.id, "it is worth nothing: value_minor, or variable, says how much");
        if (r.average_of_stamps && !keeps_stamp_values(r.wallet.index)) warn(Code::rate_unlikely, path + ".average_of_stamps", r.id, "no rule that fills its wallet has stamp_value, so the average is 0");
        if (over_100(r.percent)) warn(Code::rate_unlikely, path + ".percent", r.id, "it takes off more than 100 percent");
    }

    static bool is_worth_nothing(const Reward& r) {
        const bool is_money = r.kind == RewardKind::fixed_discount || r.kind == RewardKind::store_credit || r.kind == RewardKind::gift_card || r.kind == RewardKind::cash_out;
        return is_money && r.value.minor == 0 && !r.variable && !r.gives && !r.average_of_stamps;
    }

    bool keeps_stamp_values(std::int16_t wallet) const {
        return std::any_of(p.earning.begin(), p.earning.end(), [&](const EarnRule& r) { return r.wallet.index == wallet && r.stamp_value; });
    }

    void wallet(const Wallet& w, const std::string& path) {
        const bool event = w.pending.kind == PendingKind::event;
        if (event && w.expiry.kind == ExpiryKind::days && w.expiry.counts_from == CountsFrom::earned) {
            warn(Code::rule_never_applies, path + ".expiry", w.id, "units may expire before they are available");
        }
        if (w.pending.kind == PendingKind::days && w.expiry.kind == ExpiryKind::days && w.expiry.counts_from == CountsFrom::earned && w.pending.days > w.expiry.days) {
            warn(Code::rule_never_applies, path + ".expiry", w.id, "units expire before they are available");
        }
    }
};

}  // namespace

List<Refusal> warnings(const Program& program) { return Checker(program).run(); }

}  // namespace regulars::check
