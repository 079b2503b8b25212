// What levels are judged by: the windows' periods, and what the metrics count in them.
#include <algorithm>

#include "tiers.hpp"

namespace regulars::rules {

namespace {

Day date_in(std::int32_t year, std::int32_t month, std::int32_t day) {
    return day_of({year, month, std::min(day, days_in_month(year, month))});
}

/// The latest start of a period of `months` on or before `day`, counted from any anchor day.
Period anchored(Day anchor, std::int32_t months, Day day) {
    const Civil a = civil(anchor);
    const Civil d = civil(day);
    std::int32_t k = ((d.year - a.year) * 12 + d.month - a.month) / months;
    while (add_months(anchor, k * months) > day) --k;
    return {add_months(anchor, k * months), add_months(anchor, (k + 1) * months)};
}

Day anchor_day(const Work& work, const Window& window) {
    const MemberState& s = work.state;
    if (window.anchor == Anchor::first_earn && s.first_earn.number >= 0) return s.first_earn;
    return s.joined_at ? work.day_of(*s.joined_at) : work.today();
}

const MetricState* find_metric(const MemberState& state, std::string_view metric) {
    for (const MetricState& m : state.metrics) {
        if (same_id(m.metric, metric)) return &m;
    }
    return nullptr;
}

[[gnu::noinline]] Period find_period(const Work& work, const Window& window, Day day) {
    switch (window.kind) {
        case WindowKind::calendar_year: {
            const Civil c = civil(day);
            const Day start = date_in(c.year, window.start_month, window.start_day);
            if (start <= day) return {start, date_in(c.year + 1, window.start_month, window.start_day)};
            return {date_in(c.year - 1, window.start_month, window.start_day), start};
        }
        case WindowKind::fixed_halves:
        case WindowKind::fixed_months: return anchored(date_in(1970, window.start_month, window.start_day), window.kind == WindowKind::fixed_halves ? 6 : window.months, day);
        case WindowKind::membership_year: return anchored(anchor_day(work, window), 12, day);
        case WindowKind::rolling_months:
            if (window.by == RollBy::month) {   // to the end of this month, from the same day of an earlier one
                const Day next{end_of_month(day).number + 1};
                return {add_months(next, -window.months - 1), next};
            }
            return {{add_months(day, -window.months).number + 1}, {day.number + 1}};
        case WindowKind::lifetime: break;
    }
    return {Day{0}, no_day};   // 1970: before anything that a state can tell of
}

}  // namespace

bool from_reaching(const Tiers& tiers) {
    return tiers.keep.kind == KeepKind::months_from_reaching ||
           (tiers.window.kind == WindowKind::rolling_months && tiers.keep.kind != KeepKind::period);
}

Period period_of(const Work& work, const Window& window, Day day) {
    if (window.kind == WindowKind::membership_year) return find_period(work, window, day);   // its anchor may move
    Work::KnownPeriod& known = work.known_period;
    if (known.window != &window || day < known.from || day >= known.to) {
        const Period p = find_period(work, window, day);
        const bool rolls = window.kind == WindowKind::rolling_months;
        known = {&window, rolls ? day : p.first, rolls ? Day{day.number + 1} : p.next, p.first, p.next};
    }
    return {known.first, known.next};
}

std::int64_t metric_between(const Work& work, std::string_view metric, Day first, Day next) {
    std::int64_t sum = 0;
    if (const MetricState* m = find_metric(work.state, metric)) {
        for (const MetricBucket& b : m->buckets) {
            if (b.day >= first && b.day < next) sum += b.value;
        }
    }
    return sum;
}

std::int64_t metric_value(const Work& work, const Metric& metric, Day day) {
    const Period p = period_of(work, work.p().tiers->window, day);
    if constexpr (for_size) return metric_between(work, metric.id, p.first, p.next);
    Work::KnownValue& known = work.known_value;
    if (known.metric != &metric || known.first != p.first || known.next != p.next) {
        known = {&metric, p.first, p.next, metric_between(work, metric.id, p.first, p.next)};
    }
    return known.value;
}

namespace {

/// What no window or kept level can reach any more is dropped.
void forget_buckets(const Work& work, List<MetricBucket>& buckets) {
    const Tiers& t = *work.p().tiers;
    const std::int32_t reach = (t.window.kind == WindowKind::rolling_months ? t.window.months : 12) * 2 + t.keep.months + 1;
    constexpr std::int32_t shortest_month = 28;   // spares the calendar while all of them are younger
    if (t.window.kind == WindowKind::lifetime || buckets.empty()) return;
    if (!for_size && buckets.front().day.number >= work.today().number - reach * shortest_month) return;
    const Day oldest = add_months(work.today(), -reach);
    erase_if(buckets, [&](const MetricBucket& x) { return x.day < oldest; });
}

}  // namespace

void count_metric(Work& work, std::string_view metric, Day day, std::int64_t value) {
    if (value == 0 || !work.p().tiers || day < work.state.tier.counts_from) return;
    work.metrics_changed = true;
    work.forget_values();
    if (value > 0 && work.state.first_earn.number < 0) work.state.first_earn = day;   // no period before the first count
    const Tiers& t = *work.p().tiers;
    auto& metrics = work.state.metrics;
    auto m = std::find_if(metrics.begin(), metrics.end(), [&](const MetricState& s) { return same_id(s.metric, metric); });
    if (m == metrics.end()) {
        MetricState fresh;
        fresh.metric = metric;
        m = metrics.insert(std::find_if(metrics.begin(), metrics.end(), [&](const MetricState& s) { return s.metric > metric; }), std::move(fresh));
    }
    // Rolling windows and levels that last from the day they are reached need the day; others only the period.
    const bool by_day = t.window.kind == WindowKind::rolling_months || from_reaching(t);
    const Day key = by_day ? day : period_of(work, t.window, day).first;
    auto b = std::lower_bound(m->buckets.begin(), m->buckets.end(), key, [](const MetricBucket& x, Day d) { return x.day < d; });
    if (b == m->buckets.end() || b->day != key) b = m->buckets.insert(b, MetricBucket{key, 0});
    add_to(work, b->value, value);
    if (b->value == 0) m->buckets.erase(b);
    forget_buckets(work, m->buckets);
    if (m->buckets.empty()) metrics.erase(m);
}

}  // namespace regulars::rules
