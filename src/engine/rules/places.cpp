// Where earned units will lie: when they can be spent, and until when.
#include <algorithm>

#include "lots.hpp"
#include "tiers.hpp"

namespace regulars::rules {

bool is_dynamic(const ExpiryPolicy& e) { return e.kind == ExpiryKind::inactivity || e.kind == ExpiryKind::activity_extends; }

Day expiry_day(const ExpiryPolicy& e, Day earned, Day available) {
    const Day start = e.counts_from == CountsFrom::available ? available : earned;
    switch (e.kind) {
        case ExpiryKind::never:
        case ExpiryKind::inactivity:
        case ExpiryKind::activity_extends: return no_day;
        case ExpiryKind::days: return {start.number + e.days + 1};
        case ExpiryKind::months: return {add_months(start, e.months).number + 1};
        case ExpiryKind::month_end: return {end_of_month(add_months({end_of_month(start).number - 27}, e.months)).number + 1};
        case ExpiryKind::year_end:
        case ExpiryKind::fixed_date: {
            const Civil c = civil(start);
            auto end_in = [&](std::int32_t y) { return day_of({y, e.month, std::min(e.day, days_in_month(y, e.month))}); };
            const std::int32_t year = end_in(c.year) < start ? c.year + 1 : c.year;   // the year of the earning
            return {end_in(e.kind == ExpiryKind::year_end ? year + e.years : year).number + 1};
        }
    }
    return no_day;
}

Day wallet_expiry_day(const Work& work, const Wallet& wallet, const WalletState& state) {
    const ExpiryPolicy& e = wallet.expiry;
    if (!is_dynamic(e) || state.last_activity.number < 0 || is_exempt(work, wallet)) return no_day;
    const Day start = state.last_activity;
    Day last = e.months > 0 ? add_months(start, e.months) : start;
    last.number += e.days;
    if (e.kind == ExpiryKind::activity_extends || e.to_month_end) {
        last = end_of_month(e.months > 0 ? add_months({end_of_month(start).number - 27}, e.months) : last);
    }
    return {last.number + 1};
}

Place place_of(const Work& work, const Wallet& wallet, const EarnRule* rule, std::string_view order) {
    const PendingPolicy& pending = rule && rule->pending ? *rule->pending : wallet.pending;
    const ExpiryPolicy& expiry = rule && rule->expiry ? *rule->expiry : wallet.expiry;
    const Instant now = work.state.clock;
    const Day today = work.today();
    Place place;
    place.available_at = Instant{};
    Day available = today;
    switch (pending.kind) {
        case PendingKind::none: break;
        case PendingKind::days:
            available = Day{today.number + pending.days};
            place.available_at = work.zone().start_of(available);
            break;
        case PendingKind::hours:
            place.available_at = Instant{now.ms + std::int64_t{pending.hours} * 3'600'000};
            available = work.day_of(place.available_at);
            break;
        case PendingKind::event:
            if (order.empty()) break;   // nothing will be delivered: at once. What is about an order is of a rule
            place.available_at = no_instant;
            place.source = order;
            if (rule->pending || rule->expiry) place.source += "@" + rule->id;   // it waits, or ends, in its own way
            break;
    }
    const bool open_end = pending.kind == PendingKind::event && !order.empty() && expiry.counts_from == CountsFrom::available;
    place.expires = open_end ? no_day : expiry_day(expiry, today, available);
    return place;
}

}  // namespace regulars::rules
