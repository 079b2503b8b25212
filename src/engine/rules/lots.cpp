#include "lots.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

bool before(const Lot& a, const Lot& b) {
    if (a.expires != b.expires) return a.expires < b.expires;
    if (a.source != b.source) return a.source < b.source;
    return a.available_at < b.available_at;
}

/// The lot of this place; made where there is none.
Lot& lot_at(WalletState& wallet, Day expires, std::string_view source, Instant available_at) {
    Lot wanted;
    wanted.expires = expires;
    wanted.source = source;
    wanted.available_at = available_at;
    auto it = std::lower_bound(wallet.lots.begin(), wallet.lots.end(), wanted, before);
    if (it != wallet.lots.end() && it->expires == expires && it->source == source && it->available_at == available_at) return *it;
    return *wallet.lots.insert(it, std::move(wanted));
}

Lot* find_lot(WalletState& wallet, Day expires, std::string_view source, Instant available_at) {
    for (Lot& lot : wallet.lots) {
        if (lot.expires == expires && lot.source == source && lot.available_at == available_at) return &lot;
    }
    return nullptr;
}

/// Source of a lot that was lost as a whole (inactivity, reset): its later namesakes are other lots.
constexpr std::string_view closed_source = "~";

/// The available lot that holds what was earned or taken on `since`: where the wallet was lost as a whole after that
/// day, the closed lot of that loss. Null where it is forgotten or was never made.
Lot* locate(WalletState& wallet, Day expires, std::string_view source, Day since) {
    if (since < wallet.lost_before) {
        for (Lot& lot : wallet.lots) {
            if (lot.source == closed_source && lot.expires > since) return &lot;
        }
        return nullptr;
    }
    if (Lot* lot = find_lot(wallet, expires, source, Instant{})) return lot;
    return source.empty() ? nullptr : find_lot(wallet, expires, {}, Instant{});
}

/// What a lot owes: what was used of it beyond what it is still entitled to (I29).
std::int64_t deficit(const Lot& lot) {
    return std::max<std::int64_t>(0, lot.reversed - lot.reclaimed - lot.expired - lot.remaining);
}

std::int64_t owed(const Lot& lot) { return std::max<std::int64_t>(0, deficit(lot) - lot.settled); }

void note_settlement(WalletState& wallet, Day payer, Day debtor, std::int64_t units) {
    for (Settlement& s : wallet.settlements) {
        if (s.payer == payer && s.debtor == debtor) {
            s.units += units;
            return;
        }
    }
    if (wallet.settlements.size() >= limits::settlements) wallet.settlements.erase(wallet.settlements.begin());
    wallet.settlements.push_back({payer, debtor, units});
}

/// New points pay old debt first (I31).
void settle_debt(WalletState& wallet, Lot& from) {
    if (wallet.debt <= 0 || from.remaining <= 0) return;
    const std::int64_t pays = std::min(wallet.debt, from.remaining);
    from.remaining -= pays;
    from.spent += pays;
    wallet.debt -= pays;
    std::int64_t left = pays;
    for (Lot& debtor : wallet.lots) {
        if (left == 0) break;
        const std::int64_t part = std::min(left, owed(debtor));
        if (part == 0 || &debtor == &from) continue;
        debtor.settled += part;
        left -= part;
        note_settlement(wallet, from.expires, debtor.expires, part);
    }
}

Money share_of_value(Lot& lot, std::int64_t units) {
    if (lot.value.minor == 0) return {};
    const Wide part = static_cast<Wide>(lot.value.minor) * units / lot.remaining;
    const Money value{static_cast<std::int64_t>(part)};
    lot.value.minor -= value.minor;
    return value;
}

bool is_dynamic(const ExpiryPolicy& e) { return e.kind == ExpiryKind::inactivity || e.kind == ExpiryKind::activity_extends; }

}  // namespace

bool is_pending(const Lot& lot, Instant clock) { return lot.available_at > clock; }

std::int64_t available_units(const WalletState& wallet, Instant clock) {
    std::int64_t sum = 0;
    for (const Lot& lot : wallet.lots) {
        if (!is_pending(lot, clock)) sum += lot.remaining;
    }
    return sum;
}

std::int64_t pending_units(const WalletState& wallet, Instant clock) {
    std::int64_t sum = 0;
    for (const Lot& lot : wallet.lots) {
        if (is_pending(lot, clock)) sum += lot.remaining;
    }
    return sum;
}

std::int64_t held_units(const WalletState& wallet) {
    std::int64_t sum = 0;
    for (const Lot& lot : wallet.lots) sum += lot.held;
    return sum;
}

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
            const std::int32_t year = c.year + (e.kind == ExpiryKind::year_end ? e.years : 0);
            auto end_in = [&](std::int32_t y) { return day_of({y, e.month, std::min(e.day, days_in_month(y, e.month))}); };
            Day last = end_in(year);
            if (last < start) last = end_in(year + 1);
            return {last.number + 1};
        }
    }
    return no_day;
}

Day wallet_expiry_day(const Work& work, const Wallet& wallet, const WalletState& state) {
    const ExpiryPolicy& e = wallet.expiry;
    if (!is_dynamic(e) || state.last_activity.number < 0) return no_day;
    if (!e.exempt_tiers.empty()) {
        for (const Ref& tier : e.exempt_tiers) {
            if (tier.id == work.state.tier.tier) return no_day;
        }
    }
    // The clock of an exempt member starts anew when she falls out of the exempt tiers.
    Day start = state.last_activity;
    if (!e.exempt_tiers.empty() && work.state.tier.since > start) start = work.state.tier.since;
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
    const Day today = work.zone().day(now);
    Place place;
    place.available_at = Instant{};
    Day available = today;
    switch (pending.kind) {
        case PendingKind::none: break;
        case PendingKind::days:
            if (pending.days > 0) {
                available = Day{today.number + pending.days};
                place.available_at = work.zone().start_of(available);
            }
            break;
        case PendingKind::hours:
            place.available_at = Instant{now.ms + std::int64_t{pending.hours} * 3'600'000};
            available = work.zone().day(place.available_at);
            break;
        case PendingKind::event:
            if (order.empty()) break;   // nothing will be delivered: at once
            place.available_at = no_instant;
            place.source = order;
            break;
    }
    const bool open_end = pending.kind == PendingKind::event && !order.empty() && expiry.counts_from == CountsFrom::available;
    place.expires = open_end ? no_day : expiry_day(expiry, today, available);
    return place;
}

void grant(Work& work, const Wallet& wallet, const Place& place, std::int64_t units, Money value) {
    WalletState& ws = wallet_state(work, wallet);
    const bool pending = place.available_at > work.state.clock;
    Lot& lot = lot_at(ws, place.expires, place.source, pending ? place.available_at : Instant{});
    add_to(work, lot.remaining, units);
    add_to(work, lot.value.minor, value.minor);
    add_to(work, ws.lifetime_earned, units);
    if (ws.lots.size() > limits::lots) work.trouble = Code::too_many;
    if (!pending) settle_debt(ws, lot);
}

void touch(Work& work, const Wallet& wallet, bool earning) {
    const ExpiryPolicy& e = wallet.expiry;
    if (earning ? !e.earning_is_activity : !e.redeeming_is_activity) return;
    WalletState& ws = wallet_state(work, wallet);
    ws.last_activity = std::max(ws.last_activity, work.today());
}

void release_lot(Work& work, const Wallet& wallet, std::size_t index) {
    WalletState& ws = wallet_state(work, wallet);
    Lot lot = std::move(ws.lots[index]);
    ws.lots.erase(ws.lots.begin() + static_cast<std::ptrdiff_t>(index));
    const bool by_event = lot.available_at == no_instant;
    const bool keeps_source = lot.value.minor != 0;
    Day expires = lot.expires;
    if (by_event && wallet.expiry.counts_from == CountsFrom::available) expires = expiry_day(wallet.expiry, work.today(), work.today());
    Lot& into = lot_at(ws, expires, keeps_source ? std::string_view(lot.source) : std::string_view(), Instant{});
    add_to(work, into.remaining, lot.remaining);
    add_to(work, into.value.minor, lot.value.minor);
    into.held += lot.held;
    into.spent += lot.spent;
    into.expired += lot.expired;
    into.reclaimed += lot.reclaimed;
    into.reversed += lot.reversed;
    into.settled += lot.settled;
    if (lot.remaining > 0) {
        Entry& e = enter(work, EntryKind::released, wallet.id, 0);
        e.moved = lot.remaining;
        e.expires = expires;
        if (by_event) e.order = lot.source;
    }
    settle_debt(ws, into);
}

std::vector<Taken> take(Work& work, const Wallet& wallet, std::int64_t units, bool hold) {
    WalletState& ws = wallet_state(work, wallet);
    std::vector<Taken> taken;
    for (Lot& lot : ws.lots) {
        if (units == 0) break;
        if (is_pending(lot, work.state.clock) || lot.remaining == 0) continue;
        const std::int64_t part = std::min(units, lot.remaining);
        taken.push_back({lot.expires, lot.source, part, share_of_value(lot, part)});
        lot.remaining -= part;
        (hold ? lot.held : lot.spent) += part;
        units -= part;
    }
    return taken;
}

void capture(Work& work, const Wallet& wallet, const std::vector<Taken>& taken, Day since) {
    WalletState& ws = wallet_state(work, wallet);
    for (const Taken& t : taken) {
        if (Lot* lot = locate(ws, t.expires, t.source, since)) {
            lot->held -= t.units;
            lot->spent += t.units;
        }
    }
}

GivenBack give_back(Work& work, const Wallet& wallet, const std::vector<Taken>& taken, Day since, bool held) {
    WalletState& ws = wallet_state(work, wallet);
    GivenBack sum;
    for (const Taken& t : taken) {
        sum.restored += t.units;
        Lot* lot = locate(ws, t.expires, t.source, since);
        if (t.expires <= work.today() || since < ws.lost_before) {   // its lot is over: restored and expired in the same step
            sum.expired += t.units;
            if (lot) {
                (held ? lot->held : lot->spent) -= t.units;
                lot->expired += t.units;
            }
            continue;
        }
        if (!lot) {
            lot = &lot_at(ws, t.expires, t.source, Instant{});
            (held ? lot->held : lot->spent) += t.units;
        }
        const std::int64_t owes = deficit(*lot);
        (held ? lot->held : lot->spent) -= t.units;
        lot->remaining += t.units;
        lot->value.minor += t.value.minor;
        // What comes back beyond the lot's entitlement is reclaimed: it pays its own debt, then unwinds what other
        // lots had paid for it, newest first.
        const std::int64_t over = std::min(t.units, owes);
        lot->remaining -= over;
        lot->reclaimed += over;
        const std::int64_t own_debt = std::min(over, std::min(ws.debt, std::max<std::int64_t>(0, owes - lot->settled)));
        ws.debt -= own_debt;
        std::int64_t unwind = over - own_debt;
        lot->settled -= std::min(lot->settled, unwind);
        const Day debtor = lot->expires;
        for (std::size_t i = ws.settlements.size(); i-- > 0 && unwind > 0;) {
            Settlement& s = ws.settlements[i];
            if (s.debtor != debtor) continue;
            const std::int64_t part = std::min(unwind, s.units);
            s.units -= part;
            unwind -= part;
            if (Lot* payer = find_lot(ws, s.payer, {}, Instant{})) {
                payer->spent -= part;
                if (payer->expires <= work.today()) {
                    payer->expired += part;
                    sum.expired += part;
                } else {
                    payer->remaining += part;
                }
            } else {
                sum.expired += part;
            }
            if (s.units == 0) ws.settlements.erase(ws.settlements.begin() + static_cast<std::ptrdiff_t>(i));
        }
        sum.written += unwind;
    }
    for (Lot& lot : ws.lots) {
        if (!is_pending(lot, work.state.clock)) settle_debt(ws, lot);
    }
    return sum;
}

namespace {

/// Other available lots pay what `debtor` owes; what is left is debt, or written off.
void collect(Work& work, const Wallet& wallet, WalletState& ws, Day debtor, std::string_view source, std::int64_t owes, Reversed& sum) {
    std::int64_t paid = 0;
    for (Lot& payer : ws.lots) {
        if (owes == 0) break;
        if (is_pending(payer, work.state.clock) || payer.remaining == 0) continue;
        if (payer.expires == debtor && payer.source == source) continue;
        const std::int64_t part = std::min(owes, payer.remaining);
        payer.remaining -= part;
        payer.spent += part;
        note_settlement(ws, payer.expires, debtor, part);
        owes -= part;
        paid += part;
    }
    if (owes > 0 && wallet.negative == NegativePolicy::allow_debt) {
        add_to(work, ws.debt, owes);
    } else {
        sum.written += owes;
        paid += owes;
    }
    if (Lot* lot = find_lot(ws, debtor, source, Instant{})) lot->settled += paid;
}

}  // namespace

Reversed reverse(Work& work, const Wallet& wallet, const Award& award, Day since, std::int64_t units) {
    WalletState& ws = wallet_state(work, wallet);
    Reversed sum;
    Lot* pending = award.available_at > work.state.clock ? find_lot(ws, award.expires, award.source, award.available_at) : nullptr;
    if (pending) {
        const std::int64_t part = std::min(units, pending->remaining);
        share_of_value(*pending, part);
        pending->remaining -= part;
        pending->reclaimed += part;
        pending->reversed += part;
        sum.units += part;
        units -= part;
    } else if (wallet.negative == NegativePolicy::pending_only) {
        return sum;
    }
    if (units == 0) return sum;
    Lot* lot = locate(ws, award.expires, award.source, since);
    if (!lot) {   // so long gone that its lot is forgotten: it expired
        sum.absorbed += units;
        return sum;
    }
    const std::int64_t owed_before = deficit(*lot);
    const std::int64_t part = std::min(units, lot->remaining);
    share_of_value(*lot, part);
    lot->remaining -= part;
    lot->reclaimed += part;
    lot->reversed += units;
    const std::int64_t owes = deficit(*lot) - owed_before;
    sum.absorbed += units - part - owes;
    sum.units += part + owes;
    if (owes > 0) collect(work, wallet, ws, lot->expires, std::string(lot->source), owes, sum);
    return sum;
}

void adjust(Work& work, const Wallet& wallet, std::int64_t units, const Place& place) {
    if (units >= 0) {
        grant(work, wallet, place, units, {});
        return;
    }
    WalletState& ws = wallet_state(work, wallet);
    const std::int64_t wanted = -units;
    const std::int64_t part = std::min(wanted, available_units(ws, work.state.clock));
    take(work, wallet, part, false);
    if (part < wanted) add_to(work, ws.debt, wanted - part);
}

void expire_lots(Work& work, const Wallet& wallet, Day today) {
    WalletState& ws = wallet_state(work, wallet);
    for (Lot& lot : ws.lots) {
        if (lot.expires > today || lot.remaining == 0) continue;
        Entry& e = enter(work, EntryKind::expired, wallet.id, -lot.remaining);
        e.expires = lot.expires;
        lot.expired += lot.remaining;
        lot.remaining = 0;
        lot.value = {};
    }
    // A lot is remembered for a while after its last day, for late refunds and cancelled redemptions.
    std::erase_if(ws.lots, [&](const Lot& lot) {
        return lot.expires.number + limits::closed_lot_days <= today.number && lot.held == 0 && owed(lot) == 0;
    });
    std::erase_if(ws.lots, [](const Lot& lot) {
        return !lot.source.empty() && lot.remaining == 0 && lot.held == 0 && lot.spent == 0 && lot.expired == 0 && lot.reversed == 0;
    });
}

void expire_all(Work& work, const Wallet& wallet, std::string_view note) {
    WalletState& ws = wallet_state(work, wallet);
    const Day today = work.today();
    Lot closed;
    closed.expires = today;
    closed.source = closed_source;
    std::int64_t lost = 0;
    auto is_lost = [&](const Lot& lot) {
        return !is_pending(lot, work.state.clock) && lot.source != closed_source && lot.expires > today;
    };
    for (const Lot& lot : ws.lots) {
        if (!is_lost(lot)) continue;
        lost += lot.remaining;
        closed.held += lot.held;
        closed.spent += lot.spent;
        closed.expired += lot.expired + lot.remaining;
        closed.reclaimed += lot.reclaimed;
        closed.reversed += lot.reversed;
        closed.settled += lot.settled;
    }
    std::erase_if(ws.lots, is_lost);
    ws.lots.insert(std::lower_bound(ws.lots.begin(), ws.lots.end(), closed, before), std::move(closed));
    ws.last_activity = Day{-1};
    ws.lost_before = today;
    if (lost == 0) return;
    Entry& e = enter(work, EntryKind::expired, wallet.id, -lost);
    if (work.explain) {
        e.why.emplace();
        e.why->kind = "expiry";
        e.why->note = note;
    }
}

}  // namespace regulars::rules
