#include "compile.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace regulars {

namespace {

/// Where in the document the resolver is; becomes words only when something is wrong.
class Path {
public:
    /// `name` is one field, or several with dots between them. index -1: no list.
    struct Step {
        std::string_view name;
        std::int32_t index;
    };

    void push(std::string_view name, std::size_t index) { steps_.push_back({name, static_cast<std::int32_t>(index)}); }
    void push(std::string_view name) { steps_.push_back({name, -1}); }
    void pop() { steps_.pop_back(); }

    std::string text(std::string_view last) const {
        std::string out;
        for (const Step& s : steps_) {
            append(out, s.name);
            if (s.index >= 0) out += "[" + std::to_string(s.index) + "]";
        }
        append(out, last);
        return out;
    }

private:
    List<Step> steps_;

    static void append(std::string& out, std::string_view name) {
        if (name.empty()) return;
        if (!out.empty()) out += '.';
        out += name;
    }
};

using Ids = List<std::string_view>;

template <class List>
Ids ids_of(const List& list) {
    Ids ids;
    for (const auto& item : list) ids.push_back(item.id);
    return ids;
}

class Resolver {
public:
    explicit Resolver(Program& program) : p(program) {}

    List<Refusal> run() {
        gather();
        zone();
        each(p.wallets, "wallets", [&](Wallet& w) { wallet(w); });
        if (p.tiers) tiers(*p.tiers);
        each(p.rewards, "rewards", [&](Reward& r) { reward(r); });
        each(p.plans, "plans", [&](Plan& pl) { plan(pl); });
        each(p.earning, "earning", [&](EarnRule& r) { rule(r); });
        each(p.campaigns, "campaigns", [&](Campaign& c) { campaign(c); });
        return std::move(found);
    }

private:
    Program& p;
    List<Refusal> found;
    Path path;
    Ids wallets_, rules_, campaigns_, rewards_, plans_, levels_, metrics_;

    void complain(Code code, std::string_view field, std::string_view what) {
        found.push_back(refuse(code, path.text(field)).with("value", std::string(what)));
    }
    void missing(std::string_view field) { found.push_back(refuse(Code::missing_field, path.text(field)).with("field", std::string(field))); }
    void none(std::string_view field) { found.push_back(refuse(Code::too_few, path.text(field)).with("min", 1).with("found", 0)); }

    template <class List, class F>
    void each(List& list, std::string_view name, F f) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            path.push(name, i);
            f(list[i]);
            path.pop();
        }
    }

    void index(Ref& ref, const Ids& ids, std::string_view field, bool required = true) {
        ref.index = -1;
        if (ref.id.empty()) {
            if (required) missing(field);
            return;
        }
        const auto it = std::find(ids.begin(), ids.end(), ref.id);
        if (it == ids.end()) complain(Code::unknown_reference, field, ref.id);
        else ref.index = static_cast<std::int16_t>(it - ids.begin());
    }

    void index_all(List<Ref>& refs, const Ids& ids, std::string_view field) {
        each(refs, field, [&](Ref& r) { index(r, ids, {}); });
    }

    void unique(const Ids& ids, std::string_view name) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) != ids.begin() + static_cast<std::ptrdiff_t>(i)) {
                path.push(name, i);
                complain(Code::duplicate_id, "id", ids[i]);
                path.pop();
            }
        }
    }

    void gather() {
        unique(wallets_ = ids_of(p.wallets), "wallets");
        unique(rules_ = ids_of(p.earning), "earning");
        unique(campaigns_ = ids_of(p.campaigns), "campaigns");
        unique(rewards_ = ids_of(p.rewards), "rewards");
        unique(plans_ = ids_of(p.plans), "plans");
        // Limits and budgets are counted by id, so a rule and a campaign must not share one.
        for (std::size_t i = 0; i < campaigns_.size(); ++i) {
            if (std::find(rules_.begin(), rules_.end(), campaigns_[i]) == rules_.end()) continue;
            path.push("campaigns", i);
            complain(Code::duplicate_id, "id", campaigns_[i]);
            path.pop();
        }
        if (p.tiers) {
            unique(levels_ = ids_of(p.tiers->levels), "tiers.levels");
            unique(metrics_ = ids_of(p.tiers->metrics), "tiers.metrics");
        }
        if (p.wallets.empty()) none("wallets");
    }

    void zone() {
        for (std::size_t i = 1; i < p.zone.offsets.size(); ++i) {
            if (p.zone.offsets[i].from > p.zone.offsets[i - 1].from) continue;
            path.push("time_zone.offsets", i);
            complain(Code::contradiction, "from", "Each entry must begin after the one before it.");
            path.pop();
        }
    }

    static bool is_lost_at_once(const ExpiryPolicy& e) { return e.kind == ExpiryKind::inactivity || e.kind == ExpiryKind::activity_extends; }

    void expiry(ExpiryPolicy& e) {
        path.push("expiry");
        index_all(e.exempt_tiers, levels_, "exempt_tiers");
        const bool dynamic = is_lost_at_once(e);
        if (dynamic && !e.earning_is_activity && !e.redeeming_is_activity && !e.ordering_is_activity) complain(Code::contradiction, "activity", "At least one of earn, redeem and order must count as activity, or nothing would ever keep it.");
        if ((dynamic || e.kind == ExpiryKind::days || e.kind == ExpiryKind::months) && e.days == 0 && e.months == 0) {
            missing(e.kind == ExpiryKind::days ? "days" : "months");
        }
        if (dynamic && e.days != 0 && e.months != 0) complain(Code::contradiction, "days", "Give days or months, not both.");
        if ((e.kind == ExpiryKind::fixed_date || e.kind == ExpiryKind::year_end) && e.day > days_in_month(2024, e.month)) {
            complain(Code::contradiction, "day", "The month has no such day.");
        }
        path.pop();
    }

    void wallet(Wallet& w) {
        expiry(w.expiry);
        if (w.unit == WalletUnit::money && w.scale != p.currency.exponent) {
            complain(Code::contradiction, "scale", "A money wallet has as many decimals as the currency (currency.exponent).");
        }
        if (w.rounding.mode == Rounding::keep && w.scale == 0 && w.unit != WalletUnit::money) {
            complain(Code::contradiction, "rounding.mode", "To keep fractions, the wallet needs decimals (scale).");
        }
    }

    void range(const Range& r, std::string_view name) {
        if (r.min && r.max && *r.max < *r.min) complain(Code::contradiction, name, "Its max is below its min.");
    }

    void condition(Condition& c) {
        path.push("when");
        index_all(c.tiers, levels_, "tiers");
        index_all(c.plans, plans_, "plans");
        if (c.from && c.to && *c.to <= *c.from) complain(Code::contradiction, "to", "It must come after \"from\".");
        range(c.order_minor, "order_minor");
        range(c.order_number, "order_number");
        path.pop();
    }

    /// A rule's own expiry is that of each of its earnings.
    void own_expiry(ExpiryPolicy& e) {
        expiry(e);
        if (is_lost_at_once(e)) complain(Code::contradiction, "expiry.kind", "Activity keeps or loses a whole wallet: say it in the wallet's expiry, or give the rule a wallet of its own.");
    }

    void limit(const Limit& l) {
        if (!l.units && !l.times) found.push_back(refuse(Code::missing_field, path.text({})).with("field", "units or times"));
    }
    void limits(const List<Limit>& list) {
        each(list, "limits", [&](const Limit& l) { limit(l); });
    }

    void rule(EarnRule& r) {
        index(r.wallet, wallets_, "wallet");
        condition(r.when);
        each(r.tier_multipliers, "tier_multipliers", [&](TierMultiplier& m) { index(m.tier, levels_, "tier"); });
        if (r.expiry) own_expiry(*r.expiry);
        limits(r.limits);
        if (r.award.kind == AwardKind::per_stamp) index(r.award.stamps, wallets_, "award.wallet");
        award(r);
        if (r.on == Trigger::action && r.action.empty()) missing("action");
        if (r.on == Trigger::milestone && !r.milestone) missing("milestone");
        if (r.on == Trigger::streak && !r.streak) missing("streak");
        if (r.on == Trigger::tier_entered) index(r.tier, levels_, "tier");
        if (r.milestone && r.milestone->metric == MilestoneMetric::units) index(r.milestone->wallet, wallets_, "milestone.wallet");
    }

    /// Whether the trigger brings what the award is counted from.
    void award(const EarnRule& r) {
        const AwardKind kind = r.award.kind;
        const bool on_order = r.on == Trigger::order;
        const bool of_amount = kind == AwardKind::per_amount || kind == AwardKind::percent;
        const bool of_items = kind == AwardKind::per_item || kind == AwardKind::per_stamp;
        std::string_view wrong;
        if (of_amount && !on_order && r.on != Trigger::action && r.on != Trigger::plan_paid) wrong = "What it is on has no amount to award by.";
        if (of_items && !on_order && r.on != Trigger::action) wrong = "Only orders and actions have items to count.";
        if (kind == AwardKind::percent && r.wallet.index >= 0 && p.wallets[static_cast<std::size_t>(r.wallet.index)].unit != WalletUnit::money) {
            wrong = "A percentage goes into a money wallet.";
        }
        if (!wrong.empty()) complain(Code::contradiction, "award.kind", wrong);
    }

    void campaign(Campaign& c) {
        condition(c.when);
        index_all(c.rules, rules_, "rules");
        limits(c.limits);
    }

    void tiers(Tiers& t) {
        path.push("tiers");
        each(t.metrics, "metrics", [&](Metric& m) {
            if (m.kind == MetricKind::wallet) index(m.wallet, wallets_, "wallet");
            if (m.kind == MetricKind::action_units && m.action.empty()) missing("action");
        });
        if (t.levels.empty()) none("levels");
        each(t.levels, "levels", [&](Level& l) { level(l, &l == t.levels.data()); });
        path.pop();
    }

    void level(Level& l, bool first) {
        each(l.qualify, "qualify", [&](Threshold& t) { index(t.metric, metrics_, "metric"); });
        each(l.requalify, "requalify", [&](Threshold& t) { index(t.metric, metrics_, "metric"); });
        if (first && (!l.qualify.empty() || l.invite_only)) complain(Code::contradiction, {}, "The first level is everybody's from the start: it has no \"qualify\" and is not by invitation.");
        if (!first && l.qualify.empty() && !l.invite_only) missing("qualify");
        index(l.after, levels_, "after", false);
        const auto own = static_cast<std::int16_t>(&l - p.tiers->levels.data());
        if (!l.after.id.empty() && (l.after.index == 0 || l.after.index >= own)) complain(Code::contradiction, "after", "It must name a level between the first one and this one.");
        each(l.entry_rewards, "entry_rewards", [&](EntryReward& e) {
            if (!e.reward.id.empty()) return index(e.reward, rewards_, "reward");
            index(e.wallet, wallets_, "wallet");
            if (e.units == 0) missing("units");
        });
    }

    void reward(Reward& r) {
        index(r.wallet, wallets_, "wallet");
        index_all(r.tiers, levels_, "tiers");
        if (r.from && r.to && *r.to <= *r.from) complain(Code::contradiction, "to", "It must come after \"from\".");
        if (r.cost_units < 0) missing("cost_units");
        if (r.kind == RewardKind::variable_amount && !r.variable) missing("variable");
        if (r.gives) index(r.gives->wallet, wallets_, "gives.wallet");
        if (r.per_member) {
            path.push("per_member");
            limit(*r.per_member);
            path.pop();
        }
        if (r.automatic) automatic(r);
        if (r.kind == RewardKind::percent_discount && r.percent.num <= 0) missing("percent");
    }

    void automatic(const Reward& r) {
        if (r.variable && r.variable->max_percent_of_order) complain(Code::contradiction, "variable.max_percent_of_order", "There is no order where the reward issues itself.");
        if (!r.variable && r.cost_units == 0 && !(r.per_member && r.per_member->times)) complain(Code::contradiction, "automatic", "A reward that costs nothing needs a limit (per_member.times), or it would issue itself without end.");
        if (r.automatic->kind == AutomaticKind::before_loss && r.wallet.index >= 0 && !is_lost_at_once(p.wallets[static_cast<std::size_t>(r.wallet.index)].expiry)) {
            complain(Code::contradiction, "automatic.kind", "Its wallet is not lost by inactivity.");
        }
    }

    void plan(Plan& pl) {
        index(pl.tier, levels_, "tier", false);
        if (pl.prices.empty()) none("prices");
        for (std::size_t i = 1; i < pl.prices.size(); ++i) {
            if (pl.prices[i].from > pl.prices[i - 1].from) continue;
            path.push("prices", i);
            complain(Code::contradiction, "from", "Each entry must begin after the one before it.");
            path.pop();
        }
    }
};

}  // namespace

List<Refusal> resolve(Program& program) { return Resolver(program).run(); }

Result<void> ProgrammeHistory::add(ProgrammeVersion version) {
    if (!versions_.empty()) {
        const ProgrammeVersion& last = versions_.back();
        if (version.active_from <= last.active_from) return refuse(Code::contradiction, "active_from").with("value", "not after the version before it");
        if (version.program.version <= last.program.version) return refuse(Code::contradiction, "version").with("value", "not above the version before it");
        if (version.program.id != last.program.id) return refuse(Code::contradiction, "id").with("value", "another id than the version before it");
    }
    versions_.push_back(std::move(version));
    return {};
}

const Program& ProgrammeHistory::at(Instant at) const {
    const Program* found = &versions_.front().program;
    for (const ProgrammeVersion& v : versions_) {
        if (v.active_from <= at) found = &v.program;
    }
    return *found;
}

const Program* ProgrammeHistory::by_number(std::int64_t version) const {
    for (const ProgrammeVersion& v : versions_) {
        if (v.program.version == version) return &v.program;
    }
    return nullptr;
}

Instant ProgrammeHistory::next_activation(Instant at) const {
    for (const ProgrammeVersion& v : versions_) {
        if (v.active_from > at) return v.active_from;
    }
    return no_instant;
}

}  // namespace regulars
