#include "orders.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "actions.hpp"
#include "basis.hpp"
#include "judge.hpp"
#include "limits.hpp"
#include "lots.hpp"
#include "plans.hpp"
#include "referral.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

/// Room of a rule or campaign that has limits, an interval or a budget.
void note_room(const Work& work, List<Room>& rooms, std::string_view id, const List<Limit>& limits,
               std::optional<std::int64_t> budget, std::int32_t min_interval_days) {
    if (limits.empty() && !budget && min_interval_days == 0) return;
    Room room;
    room.rule = id;
    room.units = room_left(work, id, limits, budget);
    room.by = binding_limit(work, id, limits, budget, room.units);
    const Day last = last_use(work, id);
    if (min_interval_days > 0 && last.number >= 0 && work.today().number < last.number + min_interval_days) {
        room.units = 0;
        room.by = "interval";
    }
    rooms.push_back(std::move(room));
}

List<Room> rooms_of(const Work& work) {
    List<Room> rooms;
    if (!for_size && work.tally && !work.traits().limits) return rooms;
    for (const EarnRule& r : work.p().earning) {
        if (r.on == Trigger::order) note_room(work, rooms, r.id, r.limits, r.budget_units, r.min_interval_days);
    }
    for (const Campaign& c : work.p().campaigns) note_room(work, rooms, c.id, c.limits, c.budget_units, 0);
    return rooms;
}

Sale sale_of(const Program& program, const OrderRecord& record, const Order& rest) {
    return Sale{program, record.occurred_at, level_index(program, record.tier_before), level_index(program, record.tier_after),
                record.segments, record.plans, record.birthday_month, record.order_number, record.rooms, true, &rest};
}

void count_metrics(Work& work, const List<MetricPart>& parts, Day day, std::int64_t sign) {
    for (const MetricPart& m : parts) count_metric(work, m.metric, day, sign * m.value);
}

const EarnRule* find_rule(const Program& program, std::string_view id) {
    for (const EarnRule& r : program.earning) {
        if (r.id == id) return &r;
    }
    return nullptr;
}

void count_uses(Work& work, const Award& award, const EarnRule& rule) {
    if (!for_size && work.tally && !work.traits().limits) return;
    if (award.units > 0) count_use(work, rule.id, rule.limits, rule.budget_units, award.units);
    if (award.units > 0 && rule.min_interval_days > 0) note_use(work, rule.id);
    for (const Campaign& c : work.p().campaigns) {
        for (const CampaignUse& u : award.campaigns) {
            if (u.campaign == c.id) count_use(work, c.id, c.limits, c.budget_units, u.units);
        }
    }
}

/// Begins with the instant of the sale, so that the oldest stamps are taken first.
std::string stamp_source(Instant sale, const std::string& order, std::string_view line) {
    std::string at = std::to_string(sale.ms);
    constexpr std::size_t digits = 15;   // to the year 9999
    at.insert(0, digits - std::min(digits, at.size()), '0');
    return at + "#" + order + "#" + std::string(line);
}

/// Stamps that carry the value of what they were bought with lie apart, line by line.
void book_stamps(Work& work, const Wallet& wallet, const Place& place, const Award& award, const Order& order) {
    for (const LineUnits& line : award.lines) {
        const auto it = std::find_if(order.lines.begin(), order.lines.end(), [&](const OrderLine& l) { return l.id == line.id; });
        if (line.units == 0) continue;
        Place own = place;
        own.source = stamp_source(work.state.clock, order.id, line.id);
        Money value = it == order.lines.end() ? order.shipping : Money{it->amount.minor - it->discount.minor};
        if (order.to_base) value.minor = scale(value.minor, *order.to_base, Rounding::floor).value_or(0);
        Award part = award;
        part.units = line.units;
        part.source = own.source;
        part.lines = {line};
        book_award(work, wallet, own, part, value);
    }
}

/// What the wallet's ceiling leaves of an award.
void keep_under_ceiling(const Work& work, const Wallet& wallet, Award& award) {
    const std::int64_t space = ceiling_room(work, wallet);
    if (award.units <= space) return;
    List<Wide> weights;
    List<std::string_view> keys;
    for (const LineUnits& line : award.lines) {
        weights.push_back(line.units);
        keys.push_back(line.id);
    }
    const List<std::int64_t> parts = apportion(space, weights, keys);
    for (std::size_t i = 0; i < parts.size(); ++i) award.lines[i].units = parts[i];
    award.units = space;
    award.base_units = std::min(award.base_units, space);
    award.why.capped_by = "balance";
}

void book(Work& work, Judgement& judged, const Order& order) {
    for (std::size_t i = 0; i < judged.awards.size(); ++i) {
        Award& award = judged.awards[i];
        const EarnRule& rule = *judged.rules[i];
        const Wallet& wallet = work.p().wallets[static_cast<std::size_t>(rule.wallet.index)];
        keep_under_ceiling(work, wallet, award);
        count_uses(work, award, rule);
        const Place place = place_of(work, wallet, &rule, order.id);
        award.available_at = place.available_at;
        award.expires = place.expires;
        award.source = place.source;
        if (award.units > 0 && rule.stamp_value) book_stamps(work, wallet, place, award, order);
        else if (award.units > 0) book_award(work, wallet, place, award, {});
        if (award.units > 0) touch(work, wallet, true);
        if (work.explain()) work.out.awards.push_back(award);
    }
}

/// Which tier the order leads to, with its own metrics already counted.
std::int16_t tier_with_order(Work& work) {
    if (!work.p().tiers) return -1;
    if (!work.state.tier.override_tier.empty() || !changes_at_once(work)) return current_level(work);
    return std::max(current_level(work), earned_level(work, work.today()));
}

}  // namespace

List<std::string> active_plans(const Work& work) {
    List<std::string> ids;
    for (const PlanState& p : work.state.plans) {
        if (is_running(p, work.today())) ids.push_back(p.plan);
    }
    return ids;
}

bool in_birthday_month(const Work& work) {
    return work.state.birthday.month != 0 && civil(work.today()).month == work.state.birthday.month;
}

namespace {

/// An award that waited for this event: its lots become available, and the record says where they lie now.
void release_award(Work& work, const Program& pinned, const Wallet& wallet, const EarnRule& rule, Award& award, const OrderEvent& body,
                   const OrderRecord& record) {
    const Wallet& then = pinned.wallets[static_cast<std::size_t>(rule.wallet.index)];
    const PendingPolicy& pending = rule.pending ? *rule.pending : then.pending;
    const ExpiryPolicy& expiry = rule.expiry ? *rule.expiry : then.expiry;
    if (pending.event != body.event) return;
    const Day earned = work.day_of(record.occurred_at);
    const Day expires = expiry.counts_from == CountsFrom::available ? expiry_day(expiry, earned, work.today()) : award.expires;
    auto release = [&](std::string_view source) {
        const auto lot = waiting_lot(wallet_state(work, wallet), award.expires, source);
        if (lot) release_lot(work, wallet, *lot, expires, rule.stamp_value);
    };
    if (rule.stamp_value) {
        for (const LineUnits& line : award.lines) release(stamp_source(record.occurred_at, record.order.id, line.id));
    } else {
        release(award.source);
    }
    award.available_at = work.state.clock;
    award.expires = expires;
    award.source.clear();
}

}  // namespace

namespace {

/// An order and the circumstances under which it is judged, for the host to keep.
OrderRecord record_of(const Sale& sale) {
    auto tier = [&](std::int16_t level) { return level < 0 ? std::string() : sale.program.tiers->levels[static_cast<std::size_t>(level)].id; };
    OrderRecord record;
    record.order = *sale.order;
    record.occurred_at = sale.at;
    record.version = sale.program.version;
    record.tier_before = tier(sale.tier_before);
    record.tier_after = tier(sale.tier_after);
    record.segments = sale.segments;
    record.plans = sale.plans;
    record.birthday_month = sale.birthday_month;
    record.order_number = sale.order_number;
    record.rooms = sale.rooms;
    return record;
}

}  // namespace

void keep_order(Work& work, const Sale& sale, std::size_t own) {
    if (!work.explain()) return;
    OrderRecord record = record_of(sale);
    record.awards = std::move(work.judged.awards);
    record.awards.append(work.out.awards.begin() + own, work.out.awards.end());
    record.metrics = std::move(work.judged.metrics);
    work.out.order = std::move(record);
}

Result<void> place_order(Work& work, const Order& order, Keeper keep) {
    if (auto r = check_order(work.p(), order); !r) return r;
    MemberState& s = work.state;
    const List<std::string> plans = active_plans(work);
    const List<Room> rooms = rooms_of(work);
    const std::int16_t level = current_level(work);
    Sale sale{work.p(), s.clock, level, level, s.segments, plans, in_birthday_month(work), s.orders + 1, rooms, work.explain(), &order};
    Judgement& judged = work.judged;
    if (auto r = judge(sale, order, judged); !r) return r;
    const Day today = work.today();
    if (s.first_earn.number < 0 && !judged.awards.empty()) s.first_earn = today;   // may anchor the period that counts it
    count_metrics(work, judged.metrics, today, 1);
    const std::int16_t after = tier_with_order(work);
    if (after != level) {   // rules that pay by the tier after the order judge again
        count_metrics(work, judged.metrics, today, -1);
        sale.tier_after = after;
        if (auto r = judge(sale, order, judged); !r) return r;
        count_metrics(work, judged.metrics, today, 1);
    }
    if (!judged.empty) add_to(work, s.orders, 1);
    add_to(work, s.spend, judged.spend);
    for (PlanState& plan : s.plans) {
        if (is_running(plan, today)) plan.used = true;
    }
    book(work, judged, order);
    for (const Wallet& wallet : work.p().wallets) {
        if (wallet.expiry.ordering_is_activity && !judged.empty) wallet_state(work, wallet).last_activity = today;
    }
    review_tier(work, false);
    award_milestones(work);
    const std::size_t own = work.out.awards.size();
    convert_referral(work, order.id, judged.spend);
    if (keep) keep(work, sale, own);
    return {};
}

Result<void> order_event(Work& work, const Event& event, const OrderEvent& body) {
    if (!event.order) return refuse(Code::order_not_attached, "order_id").with("order", body.order_id);
    OrderRecord record = *event.order;
    const Program* pinned = work.history.by_number(record.version);
    if (!pinned) return refuse(Code::unknown_reference, "order.version").with("value", std::to_string(record.version));
    work.order = body.order_id;
    for (Award& award : record.awards) {
        const Wallet* wallet = find_wallet(work.p(), award.wallet);
        const EarnRule* rule = find_rule(*pinned, award.rule);
        if (award.available_at == no_instant && wallet && rule) release_award(work, *pinned, *wallet, *rule, award, body, record);
    }
    work.out.order = std::move(record);
    return {};
}

namespace {

void enter_reversal(Work& work, const Wallet& wallet, const Award& award, const Reversed& r, std::int64_t before, std::int64_t after) {
    if (r.units != 0 || r.absorbed != 0) {
        Entry& e = enter(work, EntryKind::reversed, wallet.id, -r.units);
        e.rule = award.rule;
        e.expires = award.expires;
        if (work.explain()) {
            e.why.emplace();
            e.why->kind = "reversal";
            e.why->before = before;
            e.why->after = after;
            e.why->result = r.absorbed;
        }
    }
    if (r.written != 0) {
        Entry& e = enter(work, EntryKind::written_off, wallet.id, r.written);
        e.rule = award.rule;
    }
}

/// Takes back the difference between what an award gave and what the remaining order gives.
void reverse_award(Work& work, OrderRecord& record, Award& award, const Award* now) {
    const std::int64_t after = now ? std::min(now->units, award.units) : 0;
    const std::int64_t before = award.units;
    const std::int64_t units = before - after;
    const Wallet* wallet = find_wallet(work.p(), award.wallet);
    const Program& pinned = *work.history.by_number(record.version);
    const EarnRule* rule = find_rule(pinned, award.rule);
    if (!wallet || units <= 0) return;
    const Day day = work.day_of(record.occurred_at);
    if (wallet->negative == NegativePolicy::pending_only && award.available_at <= work.state.clock) return;   // it stands
    if (rule && rule->stamp_value) {
        for (LineUnits& line : award.lines) {
            std::int64_t keeps = 0;
            for (const LineUnits& l : now ? now->lines : List<LineUnits>{}) {
                if (l.id == line.id) keeps = std::min(l.units, line.units);
            }
            Award part = award;
            part.source = stamp_source(record.occurred_at, record.order.id, line.id);
            if (line.units > keeps) enter_reversal(work, *wallet, part, reverse(work, *wallet, part, day, line.units - keeps), line.units, keeps);
            line.units = keeps;
        }
    } else {
        enter_reversal(work, *wallet, award, reverse(work, *wallet, award, day, units), before, after);
        award.lines = now ? now->lines : List<LineUnits>{};
    }
    if (rule) uncount_use(work, rule->id, rule->limits, rule->budget_units, day, units, after == 0);
    for (CampaignUse& use : award.campaigns) {
        std::int64_t keeps = 0;
        for (const CampaignUse& u : now ? now->campaigns : List<CampaignUse>{}) {
            if (u.campaign == use.campaign) keeps = std::min(u.units, use.units);
        }
        for (const Campaign& c : pinned.campaigns) {
            if (c.id == use.campaign && keeps < use.units) uncount_use(work, c.id, c.limits, c.budget_units, day, use.units - keeps, keeps == 0);
        }
        use.units = keeps;
    }
    award.units = after;
    award.base_units = now ? std::min(now->base_units, award.base_units) : 0;
}

void reverse_metrics(Work& work, OrderRecord& record, const List<MetricPart>& now) {
    const Day day = work.day_of(record.occurred_at);
    for (MetricPart& part : record.metrics) {
        std::int64_t after = 0;
        for (const MetricPart& n : now) {
            if (n.metric == part.metric) after = std::min(n.value, part.value);
        }
        count_metric(work, part.metric, day, after - part.value);
        part.value = after;
    }
}

/// Takes back what the order no longer earns or counts.
void reverse_order(Work& work, OrderRecord& record, const Program& pinned, const Judgement& judged) {
    for (Award& award : record.awards) {
        const EarnRule* rule = find_rule(pinned, award.rule);
        if (rule && rule->on != Trigger::order) {   // what the friend got for this order goes when all of it goes back
            if (judged.empty) take_back(work, *rule, award, work.day_of(record.occurred_at));
            if (judged.empty) award.units = award.base_units = 0;
            continue;
        }
        const Award* now = nullptr;
        for (const Award& a : judged.awards) {
            if (a.rule == award.rule) now = &a;
        }
        reverse_award(work, record, award, now);
    }
    reverse_metrics(work, record, judged.metrics);
}

}  // namespace

Result<void> refund_order(Work& work, const Event& event, const OrderRefunded& body) {
    if (!event.order) return refuse(Code::order_not_attached, "order_id").with("order", body.order_id);
    OrderRecord record = *event.order;
    work.order = body.order_id;
    const Program* pinned = work.history.by_number(record.version);
    if (!pinned) return refuse(Code::unknown_reference, "order.version").with("value", std::to_string(record.version));
    const Order before = remaining_order(record);
    if (auto r = take_refund(record, body.all, body.lines, body.amount, body.shipping, body.tenders); !r) return r;
    const Order rest = remaining_order(record);
    Judgement& judged = work.judged;
    if (auto r = judge(sale_of(*pinned, record, rest), rest, judged); !r) return r;
    if (judged.empty || pinned->partial_refunds == PartialRefunds::proportional) reverse_order(work, record, *pinned, judged);
    std::int64_t spent_before = 0;
    for (const OrderLine& l : before.lines) spent_before += l.amount.minor - l.discount.minor;
    if (before.to_base) spent_before = scale(spent_before, *before.to_base, Rounding::floor).value_or(0);
    add_to(work, work.state.spend, judged.spend - spent_before);
    if (judged.empty) {
        add_to(work, work.state.orders, -1);
        reverse_referral(work, record);
    }
    review_tier(work, true);
    work.out.order = std::move(record);
    return {};
}

}  // namespace regulars::rules
