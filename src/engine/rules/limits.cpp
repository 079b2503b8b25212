#include "limits.hpp"

#include <algorithm>

namespace regulars::rules {

namespace {

const LimitCounter* find_counter(const MemberState& state, std::string_view id, Per per) {
    for (const LimitCounter& c : state.counters) {
        if (c.per == per && c.rule == id) return &c;
    }
    return nullptr;
}

}  // namespace

LimitCounter& counter(Work& work, std::string_view id, Per per, Day period) {
    auto& counters = work.state.counters;
    auto it = std::find_if(counters.begin(), counters.end(), [&](const LimitCounter& c) {
        return c.rule > id || (c.rule == id && c.per >= per);
    });
    if (it == counters.end() || it->rule != id || it->per != per) {
        LimitCounter fresh;
        fresh.rule = id;
        fresh.per = per;
        fresh.period = period;
        it = counters.insert(it, std::move(fresh));
    }
    if (it->period != period) {
        it->period = period;
        it->units = 0;
        it->times = 0;
    }
    return *it;
}

namespace {

std::string_view per_name(Per per) {
    switch (per) {
        case Per::event: return "event";
        case Per::day: return "day";
        case Per::week: return "week";
        case Per::month: return "month";
        case Per::year: return "year";
        case Per::lifetime: return "lifetime";
    }
    return {};
}

struct Used {
    std::int64_t units = 0;
    std::int64_t times = 0;
};

Used used(const Work& work, std::string_view id, Per per) {
    const LimitCounter* c = find_counter(work.state, id, per);
    if (!c || c->period != period_start(per, work.today())) return {};
    return {c->units, c->times};
}

std::int64_t left_of(const Work& work, std::string_view id, const Limit& limit) {
    const Used u = limit.per == Per::event ? Used{} : used(work, id, limit.per);
    std::int64_t left = no_limit;
    if (limit.units) left = std::max<std::int64_t>(0, *limit.units - u.units);
    if (limit.times && u.times >= *limit.times) left = 0;
    return left;
}

std::string budget_key(std::string_view id) { return "budget:" + std::string(id); }

}  // namespace

Day period_start(Per per, Day day) {
    const Civil c = civil(day);
    switch (per) {
        case Per::event:
        case Per::day: return day;
        case Per::week: return {day.number - (weekday(day) - 1)};
        case Per::month: return day_of({c.year, c.month, 1});
        case Per::year: return day_of({c.year, 1, 1});
        case Per::lifetime: break;
    }
    return {0};
}

std::int64_t room_left(const Work& work, std::string_view id, const List<Limit>& limits,
                       std::optional<std::int64_t> budget) {
    std::int64_t room = no_limit;
    for (const Limit& l : limits) room = std::min(room, left_of(work, id, l));
    if (budget) room = std::min(room, std::max<std::int64_t>(0, shared_left(work, budget_key(id), *budget)));
    return room;
}

std::string_view binding_limit(const Work& work, std::string_view id, const List<Limit>& limits,
                               std::optional<std::int64_t> budget, std::int64_t units) {
    for (const Limit& l : limits) {
        if (left_of(work, id, l) <= units) return per_name(l.per);
    }
    return budget ? "budget" : std::string_view{};
}

void count_use(Work& work, std::string_view id, const List<Limit>& limits, std::optional<std::int64_t> budget,
               std::int64_t units) {
    for (const Limit& l : limits) {
        if (l.per == Per::event) continue;
        LimitCounter& c = counter(work, id, l.per, period_start(l.per, work.today()));
        add_to(work, c.units, units);
        add_to(work, c.times, 1);
    }
    if (budget && units > 0) work.out.claims.push_back({budget_key(id), units});
}

void uncount_use(Work& work, std::string_view id, const List<Limit>& limits, std::optional<std::int64_t> budget,
                 Day day, std::int64_t units, bool whole) {
    for (const Limit& l : limits) {
        if (l.per == Per::event) continue;
        const LimitCounter* known = find_counter(work.state, id, l.per);
        if (!known || known->period != period_start(l.per, day)) continue;
        LimitCounter& c = counter(work, id, l.per, known->period);
        c.units = std::max<std::int64_t>(0, c.units - units);
        if (whole) c.times = std::max<std::int64_t>(0, c.times - 1);
    }
    if (budget) work.out.claims.push_back({budget_key(id), -units});
}

Day last_use(const Work& work, std::string_view id) {
    const LimitCounter* c = find_counter(work.state, id, Per::event);
    return c ? c->period : Day{-1};
}

void note_use(Work& work, std::string_view id) { counter(work, id, Per::event, work.today()).times = 1; }

List<LimitLeft> limits_left(const Work& work, std::string_view id, const List<Limit>& limits) {
    List<LimitLeft> out;
    for (const Limit& l : limits) {
        LimitLeft left;
        left.limit = l;
        const Used u = l.per == Per::event ? Used{} : used(work, id, l.per);
        if (l.units) left.units = std::max<std::int64_t>(0, *l.units - u.units);
        if (l.times) left.times = std::max<std::int64_t>(0, *l.times - u.times);
        out.push_back(left);
    }
    return out;
}

}  // namespace regulars::rules
