#include "judge.hpp"

#include <algorithm>
#include <string_view>

#include "basis.hpp"
#include "limits.hpp"
#include "work.hpp"

namespace regulars::rules {

namespace {

constexpr Wide ratio_limit = 1'000'000'000;
constexpr Wide weight_limit = static_cast<Wide>(max_safe_integer) * 1'000'000;

/// num/den in lowest terms; `fits` turns false where either is beyond the limit.
Ratio reduced(Wide num, Wide den, bool& fits) {
    Wide a = num, b = den;
    while (b != 0) {
        const Wide t = a % b;
        a = b;
        b = t;
    }
    if (a > 1) {
        num /= a;
        den /= a;
    }
    if (num > ratio_limit || den > ratio_limit) fits = false;
    return fits ? Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)} : Ratio{};
}

Ratio times(Ratio a, Ratio b, bool& fits) { return reduced(static_cast<Wide>(a.num) * b.num, static_cast<Wide>(a.den) * b.den, fits); }

Ratio plus_extra(Ratio a, Ratio b, bool& fits) {   // a + (b - 1)
    return reduced(static_cast<Wide>(a.num) * b.den + (static_cast<Wide>(b.num) - b.den) * a.den, static_cast<Wide>(a.den) * b.den, fits);
}

std::string_view rounding_name(Rounding mode) {
    switch (mode) {
        case Rounding::floor: return "floor";
        case Rounding::half_up: return "half_up";
        case Rounding::ceil: return "ceil";
        case Rounding::keep: return "keep";
    }
    return {};
}

const Room* room_of(const Sale& sale, std::string_view id) {
    for (const Room& r : sale.rooms) {
        if (r.rule == id) return &r;
    }
    return nullptr;
}

std::int64_t given_by(const List<Award>& awards, std::string_view campaign) {
    std::int64_t sum = 0;
    for (const Award& a : awards) {
        for (const CampaignUse& u : a.campaigns) {
            if (u.campaign == campaign) sum += u.units;
        }
    }
    return sum;
}

/// One rule over one order: exact weights of its lines, then multipliers, rounding and caps.
class RuleRun {
public:
    RuleRun(const Sale& s, const EarnRule& r, Judgement& room, std::int64_t stamps)
        : sale(s), rule(r), rounding(s.program.wallets[static_cast<std::size_t>(r.wallet.index)].rounding), basis(room.basis),
          by_line(rounding.per == RoundPer::line), weight(room.weight) {
        weight.clear();
        weigh(stamps);
        tier_multiplier();
    }

    bool fits = true;

    /// `earlier`: what other rules gave for the same order, since they share the room of a campaign.
    void run(Award& award, const List<Award>& earlier) {
        const std::int64_t base = total(Ratio{}, {});
        List<const Campaign*> applied;
        std::int64_t reached = tier.is_one() ? base : total(tier, applied);
        std::int64_t sum = reached;
        for (const Campaign& c : sale.program.campaigns) {
            if (!covers(c)) continue;
            applied.push_back(&c);
            const std::int64_t with = total(tier, applied);
            const Room* room = room_of(sale, c.id);
            const std::int64_t extra = room ? std::min(with - reached, room->units - given_by(earlier, c.id)) : with - reached;
            reached = with;
            sum += extra;
            if (extra != 0) award.campaigns.push_back({c.id, extra});
        }
        award.units = sum;
        const Room* room = room_of(sale, rule.id);
        const bool capped = room && sum > room->units;
        if (capped) award.units = room->units;
        award.base_units = std::min(base, award.units);
        if (sale.explain) explain(award, base, sum, capped ? room->by : std::string(), applied);
        if (sale.explain || rule.stamp_value) share_out(award, applied);   // stamps lie line by line
    }

private:
    const Sale& sale;
    const EarnRule& rule;
    const RoundingPolicy& rounding;
    const Basis& basis;
    bool by_line;
    List<Wide>& weight;    ///< exact units of each line, times den
    Wide den = 1;
    Ratio tier{1, 1};
    std::string_view tier_id;

    void weigh(std::int64_t stamps) {
        const AwardSpec& a = rule.award;
        weight.reserve(basis.parts.size());
        switch (a.kind) {
            case AwardKind::per_amount:
                den = a.per_minor;
                if (a.whole_steps) return weigh_whole(static_cast<Wide>(basis.total / a.per_minor) * a.units);
                for (const Basis::Part& p : basis.parts) weight.push_back(static_cast<Wide>(p.money) * a.units);
                break;
            case AwardKind::percent:
                den = static_cast<Wide>(a.percent.den) * 100;
                for (const Basis::Part& p : basis.parts) weight.push_back(static_cast<Wide>(p.money) * a.percent.num);
                break;
            case AwardKind::per_item:
                for (const Basis::Part& p : basis.parts) weight.push_back(p.line ? static_cast<Wide>(p.line->quantity) * a.units : 0);
                break;
            case AwardKind::fixed: return weigh_whole(basis.quantity > 0 ? a.units : 0);
            case AwardKind::per_stamp: return weigh_whole(static_cast<Wide>(stamps) * a.units);
        }
        for (Wide w : weight) fits = fits && w <= weight_limit * 1000;
    }

    /// Units of the order as a whole, spread over its lines by their money; so there is nothing to round line by line.
    void weigh_whole(Wide units) {
        by_line = false;
        den = std::max<std::int64_t>(basis.total, 1);
        fits = units <= max_safe_integer;
        if (!fits) return weight.assign(basis.parts.size(), 0);   // it is refused; nothing to multiply
        if (basis.total > 0) {
            for (const Basis::Part& p : basis.parts) weight.push_back(static_cast<Wide>(p.money) * units);
        } else {
            weight.assign(basis.parts.size(), 0);
            weight[smallest_key()] = units;
        }
    }

    void tier_multiplier() {
        const std::int16_t level = rule.tier_at == TierAt::after ? sale.tier_after : sale.tier_before;
        for (const TierMultiplier& m : rule.tier_multipliers) {
            if (m.tier.index == level) {
                tier = m.multiplier;
                tier_id = m.tier.id;
            }
        }
    }

    bool covers(const Campaign& c) const {
        if (!rule.multipliable) return false;
        const auto self = static_cast<std::int16_t>(&rule - sale.program.earning.data());
        if (!c.rules.empty() && !names(c.rules, self)) return false;
        if (!condition_holds(sale, c.when, sale.tier_before)) return false;
        return std::any_of(basis.parts.begin(), basis.parts.end(), [&](const Basis::Part& p) { return line_counts(c.items, p.line); });
    }

    Ratio line_multiplier(Ratio start, const List<const Campaign*>& campaigns, const OrderLine* line) {
        Ratio m = start;
        for (const Campaign* c : campaigns) {
            if (c->combine == Combine::add && line_counts(c->items, line)) m = plus_extra(m, c->multiplier, fits);
        }
        for (const Campaign* c : campaigns) {
            if (c->combine == Combine::compound && line_counts(c->items, line)) m = times(m, c->multiplier, fits);
        }
        return m;
    }

    std::int64_t whole(Wide num, Wide denominator) {
        const Wide units = divide(num, denominator, rounding.mode);
        if (units > max_safe_integer) {
            fits = false;
            return 0;
        }
        return static_cast<std::int64_t>(units);
    }

    /// Base units of each line, rounded as the wallet says.
    List<Wide> base_lines() {
        List<Wide> parts;
        if (by_line) {
            for (Wide w : weight) parts.push_back(whole(w, den));
            return parts;
        }
        for (std::int64_t part : apportion(whole(sum_of(weight), den), weight, keys())) parts.push_back(part);
        return parts;
    }

    static Wide sum_of(const List<Wide>& list) {
        Wide sum = 0;
        for (Wide w : list) sum += w;
        return sum;
    }

    std::size_t smallest_key() const {
        std::size_t best = 0;
        for (std::size_t i = 1; i < basis.parts.size(); ++i) {
            if (basis.key(i) < basis.key(best)) best = i;
        }
        return best;
    }

    List<std::string_view> keys() const {
        List<std::string_view> k;
        for (std::size_t i = 0; i < basis.parts.size(); ++i) k.push_back(basis.key(i));
        return k;
    }

    /// Sum over lines of part x multiplier / denominator, rounded per order or per line.
    std::int64_t multiplied(const List<Wide>& parts, Wide denominator, const List<Ratio>& m) {
        const Wide common = by_line ? 1 : common_den(m);
        fits = fits && common <= ratio_limit && products_fit(parts, m, common);
        if (!fits) return 0;
        Wide sum = 0;
        if (by_line) {
            for (std::size_t i = 0; i < parts.size(); ++i) sum += whole(parts[i] * m[i].num, denominator * m[i].den);
            if (sum > max_safe_integer) fits = false;
            return static_cast<std::int64_t>(sum);
        }
        for (std::size_t i = 0; i < parts.size(); ++i) sum += parts[i] * m[i].num * (common / m[i].den);
        return whole(sum, denominator * common);
    }

    /// A common multiple of the denominators; more than `ratio_limit` where that is too much.
    static Wide common_den(const List<Ratio>& m) {
        Wide common = 1;
        for (const Ratio& r : m) {
            if (common % r.den != 0) common *= r.den;
            if (common > ratio_limit) break;
        }
        return common;
    }

    /// Whether the sum of part x multiplier stays far within 128 bits. The parts are at least 0.
    static bool products_fit(const List<Wide>& parts, const List<Ratio>& m, Wide common) {
        Wide sum = 0, most = 1;   // a ratio's parts and `common` are at most `ratio_limit`: `most` stays below 2^60
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum += parts[i];
            most = std::max(most, static_cast<Wide>(m[i].num) * std::max<Wide>(1, common / m[i].den));
        }
        constexpr Wide enough = Wide{1} << 62;
        return sum <= enough || sum <= (Wide{1} << 124) / most;
    }

    /// What each line brings, in proportion.
    List<Wide> shares_of_lines(const List<const Campaign*>& applied) {
        List<Ratio> m;
        for (const Basis::Part& p : basis.parts) m.push_back(line_multiplier(tier, applied, p.line));
        const Wide common = common_den(m);
        Wide most = 0;
        for (Wide w : weight) most = std::max(most, w);
        int shift = 0;   // huge weights give up their last digits, all by the same factor
        while ((most >> shift) > (Wide{1} << 60)) ++shift;
        List<Wide> shares;
        for (std::size_t i = 0; i < weight.size(); ++i) {
            const Wide w = (weight[i] >> shift) * m[i].num;
            shares.push_back(common <= ratio_limit ? w * (common / m[i].den) : w / m[i].den);
        }
        return shares;
    }

    std::int64_t total(Ratio start, const List<const Campaign*>& campaigns) {
        if (!fits) return 0;
        if (campaigns.empty() && !by_line && (start.is_one() || rounding.stage != RoundStage::each)) {
            const Wide sum = sum_of(weight);   // all lines alike: the general way below comes to the same
            if (start.is_one()) return whole(sum, den);
            if (sum <= Wide{1} << 62) return whole(sum * start.num, den * start.den);
        }
        List<Ratio> m;
        for (const Basis::Part& p : basis.parts) m.push_back(line_multiplier(start, campaigns, p.line));
        if (!fits) return 0;
        return rounding.stage == RoundStage::each ? multiplied(base_lines(), 1, m) : multiplied(weight, den, m);
    }

    void explain(Award& award, std::int64_t base, std::int64_t sum, std::string by, const List<const Campaign*>& applied) {
        Why& why = award.why;
        const AwardSpec& a = rule.award;
        constexpr std::string_view kinds[] = {"per_amount", "fixed", "per_item", "percent", "per_stamp"};
        why.kind = kinds[static_cast<std::size_t>(a.kind)];
        why.base.minor = basis.total;
        why.units = a.kind == AwardKind::percent ? a.percent.num : a.units;
        why.per_minor = a.kind == AwardKind::per_amount ? a.per_minor : a.kind == AwardKind::percent ? a.percent.den * 100 : 0;
        why.base_units = base;
        if (!tier.is_one()) why.multipliers.push_back({"tier", std::string(tier_id), tier});
        for (const Campaign* c : applied) why.multipliers.push_back({"campaign", c->id, c->multiplier});
        why.rounding = rounding_name(rounding.mode);
        why.result = sum;
        why.capped_by = std::move(by);
        why.excluded = basis.excluded;
    }

    /// Which line brought how much.
    void share_out(Award& award, const List<const Campaign*>& applied) {
        const List<std::int64_t> parts = apportion(award.units, shares_of_lines(applied), keys());
        for (std::size_t i = 0; i < parts.size(); ++i) award.lines.push_back({std::string(basis.key(i)), parts[i]});
    }
};

/// Whether something of these lines is there.
bool holds(const Order& order, const ItemFilter& filter) {
    return std::any_of(order.lines.begin(), order.lines.end(), [&](const OrderLine& l) { return (l.quantity != 0 || l.amount.minor != 0) && line_counts(filter, &l); });
}

bool is_empty(const Order& order) {
    return std::all_of(order.lines.begin(), order.lines.end(), [](const OrderLine& l) { return l.quantity == 0 && l.amount.minor == 0; });
}

std::int64_t stamps_in(const Judgement& judged, std::int16_t wallet) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < judged.awards.size(); ++i) {
        if (judged.rules[i]->wallet.index == wallet) sum += judged.awards[i].units;
    }
    return sum;
}

Result<void> judge_rule(const Sale& sale, const Order& order, const EarnRule& rule, Judgement& out) {
    const std::int16_t tier = rule.tier_at == TierAt::after ? sale.tier_after : sale.tier_before;
    if (!condition_holds(sale, rule.when, tier)) return {};
    const Basis& basis = out.basis;
    find_basis(order, rule.base, rule.items, out.basis);
    out.basis_of = &rule;
    if (basis.parts.empty()) return {};
    const Range& range = rule.when.order_minor;
    if ((range.min && basis.total < *range.min) || (range.max && basis.total > *range.max)) return {};
    const std::int64_t stamps = rule.award.kind == AwardKind::per_stamp ? stamps_in(out, rule.award.stamps.index) : 0;
    RuleRun run(sale, rule, out, stamps);
    Award& award = out.awards.emplace_back();
    if (sale.explain) {
        award.rule = rule.id;
        award.wallet = rule.wallet.id;
    }
    run.run(award, out.awards);
    if (!run.fits) return refuse(Code::overflow, "order");
    if (award.units > 0 || !award.why.capped_by.empty()) out.rules.push_back(&rule);
    else out.awards.pop_back();
    return {};
}

const Basis& basis_of(const Order& order, const Metric& metric, Judgement& out) {
    if constexpr (!for_size) {
        if (out.basis_of && (out.alike.rule != out.basis_of || out.alike.metric != &metric)) {
            out.alike = {out.basis_of, &metric, out.basis_of->base == metric.base && out.basis_of->items == metric.items};
        }
        if (out.basis_of && out.alike.alike) return out.basis;
        out.basis_of = nullptr;
    }
    find_basis(order, metric.base, metric.items, out.basis);
    return out.basis;
}

void judge_metric(const Order& order, const Metric& metric, Judgement& out) {
    std::int64_t value = 0;
    switch (metric.kind) {
        case MetricKind::spend: value = basis_of(order, metric, out).total; break;
        case MetricKind::orders: value = holds(order, metric.items) ? 1 : 0; break;
        case MetricKind::action_units: return;
        case MetricKind::wallet:
            for (std::size_t i = 0; i < out.awards.size(); ++i) {
                const EarnRule& rule = *out.rules[i];
                if (rule.wallet.index != metric.wallet.index || !rule.qualifies) continue;
                value += metric.count == MetricCount::base ? out.awards[i].base_units : out.awards[i].units;
            }
            break;
    }
    if (value != 0) out.metrics.push_back({metric.id, value});
}

}  // namespace

namespace {

/// What a condition says of the order itself.
bool order_condition(const Order& order, const Condition& c) {
    if (!c.channels.empty() && !contains(c.channels, order.channel)) return false;
    if (c.tenders.empty()) return true;
    if (order.tenders.empty()) return contains(c.tenders, "card");
    return std::any_of(order.tenders.begin(), order.tenders.end(), [&](const Tender& t) { return contains(c.tenders, t.kind); });
}

}  // namespace

bool names(const List<Ref>& refs, std::int16_t index) {
    return std::any_of(refs.begin(), refs.end(), [&](const Ref& r) { return r.index == index; });
}

bool shares(const List<std::string>& wanted, const List<std::string>& has) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& w) { return contains(has, w); });
}

bool condition_holds(const Sale& sale, const Condition& c, std::int16_t tier) {
    if (sale.order && !order_condition(*sale.order, c)) return false;
    if (!c.segments.empty() && !shares(c.segments, sale.segments)) return false;
    if (shares(c.not_segments, sale.segments)) return false;
    if (!c.tiers.empty() && !names(c.tiers, tier)) return false;
    if (!c.plans.empty() && std::none_of(c.plans.begin(), c.plans.end(), [&](const Ref& r) { return contains(sale.plans, r.id); })) return false;
    if (c.from && sale.at < *c.from) return false;
    if (c.to && sale.at >= *c.to) return false;
    if (c.birthday_month && !sale.birthday_month) return false;
    if (c.order_number.min && sale.order_number < *c.order_number.min) return false;
    if (c.order_number.max && sale.order_number > *c.order_number.max) return false;
    const Zone& zone = sale.program.zone;
    if (!c.weekdays.empty() &&
        std::find(c.weekdays.begin(), c.weekdays.end(), weekday(zone.day(sale.at))) == c.weekdays.end()) return false;
    if (c.hours) {
        const std::int32_t m = zone.minute_of_day(sale.at);
        const bool over_midnight = c.hours->to_minute < c.hours->from_minute;
        const bool in = over_midnight ? m >= c.hours->from_minute || m < c.hours->to_minute : m >= c.hours->from_minute && m < c.hours->to_minute;
        if (!in) return false;
    }
    return true;
}

Result<void> judge(const Sale& sale, const Order& order, Judgement& out) {
    out.awards.clear();
    out.rules.clear();
    out.metrics.clear();
    out.basis_of = nullptr;
    out.spend = 0;
    out.empty = is_empty(order);
    for (const OrderLine& l : order.lines) out.spend += l.amount.minor - l.discount.minor;
    if (order.to_base) out.spend = scale(out.spend, *order.to_base, Rounding::floor).value_or(0);
    if (out.empty) return {};
    for (const EarnRule& rule : sale.program.earning) {   // stamps first: others may count them
        if (rule.on != Trigger::order || rule.award.kind == AwardKind::per_stamp) continue;
        if (auto r = judge_rule(sale, order, rule, out); !r) return r;
    }
    for (const EarnRule& rule : sale.program.earning) {
        if (rule.on != Trigger::order || rule.award.kind != AwardKind::per_stamp) continue;
        if (auto r = judge_rule(sale, order, rule, out); !r) return r;
    }
    if (sale.program.tiers) {
        for (const Metric& m : sale.program.tiers->metrics) judge_metric(order, m, out);
    }
    return {};
}

}  // namespace regulars::rules
