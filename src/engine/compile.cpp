#include "compile.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace regulars {

namespace {

std::string at_index(std::string_view list, std::size_t i) {
    return std::string(list) + "[" + std::to_string(i) + "]";
}

class Resolver {
public:
    explicit Resolver(Program& program) : p(program) {}

    std::vector<Refusal> run() {
        duplicates();
        zone();
        for (std::size_t i = 0; i < p.wallets.size(); ++i) wallet(p.wallets[i], at_index("wallets", i));
        if (p.tiers) tiers(*p.tiers);
        for (std::size_t i = 0; i < p.rewards.size(); ++i) reward(p.rewards[i], at_index("rewards", i));
        for (std::size_t i = 0; i < p.plans.size(); ++i) plan(p.plans[i], at_index("plans", i));
        for (std::size_t i = 0; i < p.earning.size(); ++i) rule(p.earning[i], at_index("earning", i));
        for (std::size_t i = 0; i < p.campaigns.size(); ++i) campaign(p.campaigns[i], at_index("campaigns", i));
        return std::move(found);
    }

private:
    Program& p;
    std::vector<Refusal> found;

    void complain(Code code, std::string path, std::string_view what) {
        found.push_back(refuse(code, std::move(path)).with("value", std::string(what)));
    }

    template <class List>
    void index(Ref& ref, const List& list, const std::string& path, bool required = true) {
        ref.index = -1;
        if (ref.id.empty()) {
            if (required) complain(Code::missing_field, path, "");
            return;
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (list[i].id == ref.id) ref.index = static_cast<std::int16_t>(i);
        }
        if (ref.index < 0) complain(Code::unknown_reference, path, ref.id);
    }

    void tier_ref(Ref& ref, const std::string& path, bool required = true) {
        static const std::vector<Level> none;
        index(ref, p.tiers ? p.tiers->levels : none, path, required);
    }

    template <class List>
    void unique(const List& list, std::string_view name) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (list[i].id == list[j].id) complain(Code::duplicate_id, at_index(name, i) + ".id", list[i].id);
            }
        }
    }

    void duplicates() {
        unique(p.wallets, "wallets");
        unique(p.earning, "earning");
        unique(p.campaigns, "campaigns");
        unique(p.rewards, "rewards");
        unique(p.plans, "plans");
        // Limits and budgets are counted by id, so a rule and a campaign must not share one.
        for (std::size_t i = 0; i < p.campaigns.size(); ++i) {
            for (const EarnRule& r : p.earning) {
                if (r.id == p.campaigns[i].id) complain(Code::duplicate_id, at_index("campaigns", i) + ".id", r.id);
            }
        }
        if (p.tiers) {
            unique(p.tiers->levels, "tiers.levels");
            unique(p.tiers->metrics, "tiers.metrics");
        }
        if (p.wallets.empty()) complain(Code::too_few, "wallets", "");
    }

    void zone() {
        for (std::size_t i = 1; i < p.zone.offsets.size(); ++i) {
            if (p.zone.offsets[i].from <= p.zone.offsets[i - 1].from) {
                complain(Code::contradiction, at_index("time_zone.offsets", i) + ".from", "not ascending");
            }
        }
    }

    void expiry(ExpiryPolicy& e, const std::string& path) {
        for (std::size_t i = 0; i < e.exempt_tiers.size(); ++i) {
            tier_ref(e.exempt_tiers[i], at_index(path + ".exempt_tiers", i));
        }
        const bool dynamic = e.kind == ExpiryKind::inactivity || e.kind == ExpiryKind::activity_extends;
        if (dynamic && !e.earning_is_activity && !e.redeeming_is_activity) {
            complain(Code::contradiction, path + ".activity", "nothing is activity");
        }
        if ((dynamic || e.kind == ExpiryKind::days || e.kind == ExpiryKind::months) && e.days == 0 && e.months == 0) {
            complain(Code::missing_field, path + (e.kind == ExpiryKind::days ? ".days" : ".months"), "");
        }
        if ((e.kind == ExpiryKind::fixed_date || e.kind == ExpiryKind::year_end) &&
            e.day > days_in_month(2024, e.month)) {
            complain(Code::contradiction, path + ".day", "no such day");
        }
    }

    void wallet(Wallet& w, const std::string& path) {
        expiry(w.expiry, path + ".expiry");
        if (w.unit == WalletUnit::money && w.scale != p.currency.exponent) {
            complain(Code::contradiction, path + ".scale", "a money wallet has the currency's exponent");
        }
        if (w.rounding.mode == Rounding::keep && w.scale == 0 && w.unit != WalletUnit::money) {
            complain(Code::contradiction, path + ".rounding.mode", "keep needs a scale");
        }
    }

    void condition(Condition& c, const std::string& path) {
        for (std::size_t i = 0; i < c.tiers.size(); ++i) tier_ref(c.tiers[i], at_index(path + ".tiers", i));
        for (std::size_t i = 0; i < c.plans.size(); ++i) index(c.plans[i], p.plans, at_index(path + ".plans", i));
        if (c.from && c.to && *c.to <= *c.from) complain(Code::contradiction, path + ".to", "not after from");
        auto range = [&](const Range& r, std::string_view name) {
            if (r.min && r.max && *r.max < *r.min) complain(Code::contradiction, path + std::string(name), "max below min");
        };
        range(c.order_minor, ".order_minor");
        range(c.order_number, ".order_number");
    }

    void rule(EarnRule& r, const std::string& path) {
        index(r.wallet, p.wallets, path + ".wallet");
        condition(r.when, path + ".when");
        for (std::size_t i = 0; i < r.tier_multipliers.size(); ++i) {
            tier_ref(r.tier_multipliers[i].tier, at_index(path + ".tier_multipliers", i) + ".tier");
        }
        if (r.expiry) expiry(*r.expiry, path + ".expiry");
        if (r.award.kind == AwardKind::per_stamp) index(r.award.stamps, p.wallets, path + ".award.wallet");
        const bool on_order = r.on == Trigger::order;
        const bool of_amount = r.award.kind == AwardKind::per_amount || r.award.kind == AwardKind::percent;
        const bool has_amount = on_order || r.on == Trigger::action || r.on == Trigger::plan_paid;
        if (of_amount && !has_amount) complain(Code::contradiction, path + ".award.kind", "nothing to take an amount from");
        if (!on_order && (r.award.kind == AwardKind::per_item || r.award.kind == AwardKind::per_stamp) &&
            r.on != Trigger::action) {
            complain(Code::contradiction, path + ".award.kind", "only orders have items");
        }
        if (r.award.kind == AwardKind::percent && r.wallet.index >= 0 &&
            p.wallets[static_cast<std::size_t>(r.wallet.index)].unit != WalletUnit::money) {
            complain(Code::contradiction, path + ".award.kind", "a percentage goes into a money wallet");
        }
        if (r.on == Trigger::action && r.action.empty()) complain(Code::missing_field, path + ".action", "");
        if (r.on == Trigger::milestone && !r.milestone) complain(Code::missing_field, path + ".milestone", "");
        if (r.on == Trigger::streak && !r.streak) complain(Code::missing_field, path + ".streak", "");
        if (r.on == Trigger::tier_entered) tier_ref(r.tier, path + ".tier");
        if (r.milestone && r.milestone->metric == MilestoneMetric::units) {
            index(r.milestone->wallet, p.wallets, path + ".milestone.wallet");
        }
    }

    void campaign(Campaign& c, const std::string& path) {
        condition(c.when, path + ".when");
        for (std::size_t i = 0; i < c.rules.size(); ++i) index(c.rules[i], p.earning, at_index(path + ".rules", i));
    }

    void tiers(Tiers& t) {
        for (std::size_t i = 0; i < t.metrics.size(); ++i) {
            Metric& m = t.metrics[i];
            const std::string path = at_index("tiers.metrics", i);
            if (m.kind == MetricKind::wallet) index(m.wallet, p.wallets, path + ".wallet");
            if (m.kind == MetricKind::action_units && m.action.empty()) complain(Code::missing_field, path + ".action", "");
        }
        if (t.levels.empty()) complain(Code::too_few, "tiers.levels", "");
        for (std::size_t i = 0; i < t.levels.size(); ++i) level(t, i);
    }

    void level(Tiers& t, std::size_t i) {
        Level& l = t.levels[i];
        const std::string path = at_index("tiers.levels", i);
        auto thresholds = [&](std::vector<Threshold>& list, std::string_view name) {
            for (std::size_t k = 0; k < list.size(); ++k) {
                index(list[k].metric, t.metrics, at_index(path + std::string(name), k) + ".metric");
            }
        };
        thresholds(l.qualify, ".qualify");
        thresholds(l.requalify, ".requalify");
        if (i == 0 && (!l.qualify.empty() || l.invite_only)) {
            complain(Code::contradiction, path, "the first level is everybody's");
        }
        if (i > 0 && l.qualify.empty() && !l.invite_only) complain(Code::missing_field, path + ".qualify", "");
        for (std::size_t k = 0; k < l.entry_rewards.size(); ++k) {
            EntryReward& e = l.entry_rewards[k];
            const std::string epath = at_index(path + ".entry_rewards", k);
            if (e.reward.id.empty()) index(e.wallet, p.wallets, epath + ".wallet");
            else index(e.reward, p.rewards, epath + ".reward");
        }
    }

    void reward(Reward& r, const std::string& path) {
        index(r.wallet, p.wallets, path + ".wallet");
        for (std::size_t i = 0; i < r.tiers.size(); ++i) tier_ref(r.tiers[i], at_index(path + ".tiers", i));
        if (r.from && r.to && *r.to <= *r.from) complain(Code::contradiction, path + ".to", "not after from");
        if (!r.variable && r.cost_units <= 0 && !r.automatic) complain(Code::missing_field, path + ".cost_units", "");
        if (r.automatic && r.cost_units <= 0) complain(Code::missing_field, path + ".cost_units", "");
        if (r.variable && r.automatic) complain(Code::contradiction, path + ".automatic", "a variable amount is chosen");
        if (r.kind == RewardKind::percent_discount && r.percent.num <= 0) complain(Code::missing_field, path + ".percent", "");
    }

    void plan(Plan& pl, const std::string& path) {
        tier_ref(pl.tier, path + ".tier", false);
        if (pl.prices.empty()) complain(Code::too_few, path + ".prices", "");
        for (std::size_t i = 1; i < pl.prices.size(); ++i) {
            if (pl.prices[i].from <= pl.prices[i - 1].from) {
                complain(Code::contradiction, at_index(path + ".prices", i) + ".from", "not ascending");
            }
        }
    }
};

}  // namespace

std::vector<Refusal> resolve(Program& program) { return Resolver(program).run(); }

Result<void> ProgrammeHistory::add(ProgrammeVersion version) {
    if (!versions_.empty()) {
        const ProgrammeVersion& last = versions_.back();
        if (version.active_from <= last.active_from) return refuse(Code::contradiction, "active_from");
        if (version.program.version <= last.program.version) return refuse(Code::contradiction, "version");
        if (version.program.id != last.program.id) return refuse(Code::contradiction, "id");
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
