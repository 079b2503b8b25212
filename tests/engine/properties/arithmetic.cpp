// Arithmetic of awards: exact, bounded, blind to the order of lines and to splitting.
#include <algorithm>
#include <limits>
#include <map>
#include <vector>

#include "engine/rules/basis.hpp"
#include "property.hpp"

using namespace regulars;
using namespace regulars::testing;

namespace {

regulars::List<OrderLine> any_lines(std::size_t most) {
    regulars::List<OrderLine> lines;
    const std::size_t n = 1 + *rc::gen::inRange<std::size_t>(0, most);
    for (std::size_t i = 0; i < n; ++i) {
        OrderLine l = line("l" + std::to_string(i), *rc::gen::element<std::int64_t>(100, 1, 2, 49, 50, 51, 99, 101, 333, 1000, 7), 1 + *rc::gen::inRange<std::int64_t>(0, 3));
        if (*rc::gen::inRange(0, 3) == 2) l.tags = {"promo"};
        lines.push_back(std::move(l));
    }
    return lines;
}

Outcome quoted(const Run& run, const Order& o) {
    auto q = quote(run.programme, run.shared, run.state, o, run.state.clock);
    if (!q) run.fail("the quote was refused: " + std::string(name(q.refusal().code)));
    return std::move(*q);
}

std::int64_t units_of(const Outcome& out) {
    std::int64_t sum = 0;
    for (const Award& a : out.awards) sum += a.wallet == "points" ? a.units : 0;
    return sum;
}

const Shape nothing{{Kind::wait}, {Knob::automatic, Knob::new_version}, 0};

Scenario without(std::initializer_list<Knob> knobs) {
    Shape shape = nothing;
    shape.off.insert(shape.off.end(), knobs);
    return *scenarios(shape);
}

}  // namespace

PROPERTY("I20", "amounts at the limits are refused with a code or stay within 2^53 - 1; nothing wraps", 300) {
    Program p = simple();
    const auto big = rc::gen::element<std::int64_t>(1, 2, 999'999, 2'147'483'647, 2'147'483'648, 1'000'000'000'000, std::int64_t{max_safe_integer}, 10'000);
    p.earning[0].award.units = *big;
    p.earning[0].award.per_minor = *big;
    p.earning[0].award.whole_steps = *rc::gen::inRange(0, 2) == 1;
    p.wallets[0].rounding.mode = *rc::gen::element(Rounding::floor, Rounding::half_up, Rounding::ceil);
    p.wallets[0].rounding.per = *rc::gen::element(RoundPer::order, RoundPer::line);
    p.wallets[0].rounding.stage = *rc::gen::element(RoundStage::each, RoundStage::final);
    p.earning.push_back(fixed("gift", Trigger::order, *big));
    p.earning.push_back(on_action("visit", "visit", *big));
    p.earning.back().award.kind = AwardKind::per_item;
    for (int i = 0; i < *rc::gen::inRange(0, 4); ++i) {
        p.campaigns.push_back(times("c" + std::to_string(i), *rc::gen::element<std::int64_t>(2, 3, 12345, 99'999'999, 1'000'000'000), *rc::gen::element<std::int64_t>(1, 7, 10'000, 100'000'000)));
        if (*rc::gen::inRange(0, 2) == 1) p.campaigns.back().combine = Combine::add;
        const int items = *rc::gen::inRange(0, 3);
        if (items != 0) p.campaigns.back().items.include.tags = {items == 1 ? "promo" : "other"};
    }
    Tiers t = tiers({WindowKind::lifetime, 12, 1, 1, Anchor::joined}, {}, {1'000'000, max_safe_integer});
    p.tiers = t;
    World w(p);
    w.must(joined(at("2026-01-10T09:30")));
    for (int n = 0; n < 12; ++n) {
        const Instant now{w.state.clock.ms + 1};
        const std::string id = std::to_string(n);
        const MemberState before = w.state;
        Code code = Code::ok;
        const std::int64_t amount = *rc::gen::element<std::int64_t>(0, 1, 2'147'483'647, 2'147'483'649, 1'000'000'000'000, 99'999'999'999'999, std::int64_t{max_safe_integer});
        switch (*rc::gen::inRange(0, 4)) {
            case 0: {
                Order o = order("o" + id, {line("a", amount), line("b", *rc::gen::element<std::int64_t>(0, 1, 1'000'000'000'000), 1'000'000)});
                o.lines[0].tags = {"other"};
                o.lines[1].tags = {"promo"};
                code = w.submit(placed(now, o));
                break;
            }
            case 1: code = w.submit(action(now, "a" + id, "visit", *rc::gen::element<std::int64_t>(1, 1'000'000))); break;
            case 2: code = w.submit(adjusted(now, "j" + id, *rc::gen::element(std::int64_t{max_safe_integer}, std::int64_t{-max_safe_integer}, std::int64_t{1}, std::int64_t{-1}))); break;
            default: code = w.submit(refunded(now, "x" + id, "o" + std::to_string(*rc::gen::inRange(0, 12)))); break;
        }
        if (code != Code::ok) {
            RC_ASSERT(w.state == before);
            continue;
        }
        if (const auto wrong = wrong_with(w); !wrong.empty()) RC_FAIL(wrong);
        for (const WalletState& ws : w.state.wallets) {
            for (std::int64_t units : {w.available(ws.wallet), ws.debt, ws.lifetime_earned}) RC_ASSERT(units <= max_safe_integer && units >= -max_safe_integer);
        }
        for (const Entry& e : w.last.entries) RC_ASSERT(e.units <= max_safe_integer && e.units >= -max_safe_integer);
        RC_ASSERT(w.state.spend <= max_safe_integer && w.state.spend >= 0);
        for (const Award& a : w.last.awards) RC_ASSERT(a.units >= 0);
    }
}

PROPERTY("I21", "points of the lines sum up to those of the order, each within one of its exact share, in any order of lines", 300) {
    const Scenario scenario = without({});
    Run run(scenario, nothing);
    Order o = order("o", any_lines(8));
    const Outcome out = quoted(run, o);
    for (const Award& a : out.awards) {
        if (a.why.kind == "tier_entered") continue;   // a gift for the member, not for what she bought
        std::int64_t sum = 0;
        for (const LineUnits& l : a.lines) sum += l.units;
        run.require_equal(sum, a.units, "sum over the lines of " + a.rule);
    }
    Order turned = o;
    const auto turns = *rc::gen::container<std::vector<std::size_t>>(o.lines.size(), rc::gen::inRange<std::size_t>(0, 100));
    for (std::size_t i = 0; i < o.lines.size(); ++i) std::swap(turned.lines[i], turned.lines[turns[i] % o.lines.size()]);
    const Outcome other = quoted(run, turned);
    run.require_equal(units_of(other), units_of(out), "points with the lines in another order");
    for (std::size_t i = 0; i < out.awards.size(); ++i) {
        std::map<std::string, std::int64_t> a, b;
        for (const LineUnits& l : out.awards[i].lines) a[l.id] = l.units;
        for (const LineUnits& l : other.awards[i].lines) b[l.id] = l.units;
        run.require(a == b, "a line has other points in another order");
    }
}

PROPERTY("I21b", "largest remainders: each part is within one of its exact share", 300) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 12);
    regulars::List<Wide> weights;
    regulars::List<std::string> names;
    Wide sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
        weights.push_back(*rc::gen::element<std::int64_t>(0, 1, 2, 3, 49, 50, 51, 1'000'000'007, 1'000'000'000'000));
        sum += weights.back();
        names.push_back("k" + std::to_string(i));
    }
    const regulars::List<std::string_view> keys(names.begin(), names.end());
    const std::int64_t total = *rc::gen::element<std::int64_t>(0, 1, 2, 7, 100, 12'345, 1'000'000'000'000, std::int64_t{max_safe_integer});
    const auto parts = rules::apportion(total, weights, keys);
    Wide given = 0;
    for (std::size_t i = 0; i < size; ++i) {
        given += parts[i];
        if (sum == 0) continue;
        const Wide difference = static_cast<Wide>(parts[i]) * sum - weights[i] * total;
        RC_ASSERT(difference > -sum && difference < sum);
    }
    RC_ASSERT(given == (sum == 0 ? 0 : total));
}

PROPERTY("I22", "splitting an order never gains under floor, and less than one unit a part under the other roundings", 300) {
    // A gift for every order is meant to be paid for every order, and limits, minimums and tiers are about whole orders.
    Scenario scenario = without({Knob::second_rule, Knob::limit, Knob::interval, Knob::budget, Knob::condition, Knob::window, Knob::occasions,
                                 Knob::ceiling, Knob::stamps, Knob::pending});
    if (scenario.choice(Knob::campaign, 6) == 3 || scenario.choice(Knob::campaign, 6) == 5) scenario.knobs[static_cast<std::size_t>(Knob::campaign)] = 0;
    const RoundingPolicy rounding = program_of(scenario).wallets.front().rounding;
    Run run(scenario, nothing);
    const Order whole = order("o", any_lines(4));
    const std::size_t parts = *rc::gen::inRange<std::size_t>(2, 6);
    regulars::List<Order> split(parts);
    for (std::size_t i = 0; i < parts; ++i) split[i] = order("o" + std::to_string(i), regulars::List<OrderLine>{});
    for (const OrderLine& l : whole.lines) {   // each line goes to one part, or is cut in two
        const std::size_t to = *rc::gen::inRange<std::size_t>(0, parts), other = *rc::gen::inRange<std::size_t>(0, parts);
        OrderLine a = l, b = l;
        a.amount.minor = *rc::gen::inRange<std::int64_t>(0, l.amount.minor + 1);
        b.amount.minor = l.amount.minor - a.amount.minor;
        a.id += "a";
        b.id += "b";
        split[to].lines.push_back(a);
        split[other].lines.push_back(b);
    }
    std::int64_t sum = 0, roundings = 0;
    for (const Order& o : split) {
        if (o.lines.empty()) continue;
        sum += units_of(quoted(run, o));
        roundings += static_cast<std::int64_t>(o.lines.size()) + 1;
    }
    const std::int64_t together = units_of(quoted(run, whole));
    if (rounding.mode == Rounding::floor) {
        run.require(sum <= together, "the parts earn " + std::to_string(sum) + ", the whole " + std::to_string(together));
    } else {   // with both stages rounded, and a multiplier of at most 2 between them
        run.require(sum - together <= 4 * roundings, "the parts earn " + std::to_string(sum) + ", the whole " + std::to_string(together));
    }
}

PROPERTY("I23", "spending more never earns less, and a line that is excluded changes nothing", 300) {
    const Scenario scenario = without({Knob::window, Knob::base});
    Run run(scenario, nothing);
    Order o = order("o", any_lines(5));
    const std::int64_t before = units_of(quoted(run, o));
    Order more = o;
    OrderLine& l = more.lines[*rc::gen::inRange<std::size_t>(0, 100) % more.lines.size()];
    l.amount.minor += *rc::gen::element<std::int64_t>(1, 2, 50, 1000);
    // Whole units that a campaign multiplies for some items only (a fixed gift, a base that was rounded for the order) are
    // shared by money, so the share of those items may sink by a unit when other items are added.
    const bool shared = scenario.choice(Knob::second_rule, 3) != 0 || program_of(scenario).wallets[0].rounding.stage == RoundStage::each;
    if (scenario.choice(Knob::campaign, 6) != 4 || !shared) {
        run.require(units_of(quoted(run, more)) >= before, "more money earned less");
    }
    Order with = o;
    OrderLine card = line("card", 500);
    card.gift_card = true;
    with.lines.insert(with.lines.begin() + static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, 100) % (o.lines.size() + 1)), card);
    const Outcome a = quoted(run, o), b = quoted(run, with);
    run.require_equal(units_of(b), units_of(a), "points with a gift card in the cart");
    for (std::size_t i = 0; i < a.awards.size(); ++i) run.require(a.awards[i].lines == b.awards[i].lines, "lines differ with a gift card in the cart");
}

PROPERTY("I51", "what is paid with points or gift cards earns nothing, nor do gift cards bought", 300) {
    Scenario scenario = without({Knob::window, Knob::second_rule, Knob::campaign, Knob::limit, Knob::interval, Knob::budget, Knob::ceiling,
                                 Knob::occasions, Knob::stamps, Knob::condition});
    scenario.knobs[static_cast<std::size_t>(Knob::base)] = 553;   // without points and gift cards
    Program p = program_of(scenario);
    p.wallets[0].rounding = {};
    Run run(scenario, nothing, history(p));
    Order o = order("o", any_lines(5));
    std::int64_t goods = 0, cards = 0;
    for (OrderLine& l : o.lines) {
        l.gift_card = *rc::gen::inRange(0, 4) == 3;
        (l.gift_card ? cards : goods) += l.amount.minor;
    }
    const std::int64_t by_points = *rc::gen::inRange<std::int64_t>(0, goods + cards + 1);
    o.tenders = {{"points", {by_points}, "r-1"}, {"card", {goods + cards - by_points}, ""}};
    const Ratio rate{p.earning[0].award.units, p.earning[0].award.per_minor};
    const std::int64_t most = *scale(goods, rate, Rounding::floor);
    const std::int64_t earned = units_of(quoted(run, o));
    run.require(earned <= most, "gift cards earned points");
    // The part paid with points is spread over all lines alike.
    const Wide part = static_cast<Wide>(goods) * (goods + cards - by_points) / std::max<std::int64_t>(1, goods + cards);
    run.require_equal(earned, *scale(static_cast<std::int64_t>(part), rate, Rounding::floor), "earned on the part paid with money");
    if (by_points == goods + cards) run.require_equal(earned, 0, "earned on points alone");
}
