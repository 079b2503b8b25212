#include "lots.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

/// Where earnings lie.
struct LotKey {
    Day expires;
    std::string_view source;
    Instant available_at;
};

bool before(const Lot& a, const LotKey& b) {
    if (a.expires != b.expires) return a.expires < b.expires;
    if (const int order = std::string_view(a.source).compare(b.source); order != 0) return order < 0;
    return a.available_at < b.available_at;
}

/// The lot of this place; made where there is none.
Lot& lot_at(WalletState& wallet, Day expires, std::string_view source, Instant available_at) {
    auto it = std::lower_bound(wallet.lots.begin(), wallet.lots.end(), LotKey{expires, source, available_at}, before);
    if (it != wallet.lots.end() && it->expires == expires && it->source == source && it->available_at == available_at) return *it;
    Lot wanted;
    wanted.expires = expires;
    wanted.source = source;
    wanted.available_at = available_at;
    return *wallet.lots.insert(it, std::move(wanted));
}

Lot* find_lot(WalletState& wallet, Day expires, std::string_view source, Instant available_at) {
    for (Lot& lot : wallet.lots) {
        if (lot.expires == expires && lot.source == source && lot.available_at == available_at) return &lot;
    }
    return nullptr;
}

/// The available lot that holds what was earned or taken on `since`: where the wallet was lost as a whole after that
/// day, the closed lot of that loss, unless it had expired before. Null where it is forgotten or was never made.
/// `used`: what was taken of it; a closed lot without so much was the other account's, of before a merge.
Lot* locate(WalletState& wallet, Day expires, std::string_view source, Day since, std::int64_t Lot::*used = nullptr, std::int64_t units = 0) {
    if (since < wallet.lost_before) {
        if (since < wallet.forgotten_before && expires > wallet.forgotten_before) return nullptr;
        for (Lot& lot : wallet.lots) {
            if (lot.source != closed_source || lot.expires <= since) continue;
            if (expires > lot.expires && (!used || lot.*used >= units)) return &lot;
            break;
        }
        if (!used && expires > wallet.lost_before) return nullptr;
    }
    if (Lot* lot = find_lot(wallet, expires, source, Instant{})) return lot;
    return source.empty() ? nullptr : find_lot(wallet, expires, {}, Instant{});
}

/// What was used of a lot though its entitlement was taken back (I29). Own units of the lot are reclaimed first and
/// what had expired takes its share of a reversal at once, so only units that were really used are claimed.
std::int64_t claim(const Lot& lot) { return lot.reversed - lot.reclaimed; }

std::int64_t owed(const Lot& lot) { return claim(lot) - lot.settled; }

bool pays(const Settlement& s, const Lot& lot) { return s.payer == lot.expires && s.payer_source == lot.source; }
bool owes(const Settlement& s, const Lot& lot) { return s.debtor == lot.expires && s.debtor_source == lot.source; }

void note_settlement(WalletState& wallet, const Lot& payer, const Lot& debtor, std::int64_t units) {
    for (Settlement& s : wallet.settlements) {
        if (pays(s, payer) && owes(s, debtor)) {
            s.units += units;
            return;
        }
    }
    if (wallet.settlements.size() >= limits::settlements) wallet.settlements.erase(wallet.settlements.begin());
    wallet.settlements.push_back({payer.expires, debtor.expires, units, payer.source, debtor.source});
}

Money share_of_value(Lot& lot, std::int64_t units) {
    if (lot.value.minor == 0) return {};   // a lot of which nothing remains has no value
    const Wide part = static_cast<Wide>(lot.value.minor) * units / lot.remaining;
    const Money value{static_cast<std::int64_t>(part)};
    lot.value.minor -= value.minor;
    return value;
}

/// New points pay old debt first (I31): that of their own lot, then that of others.
void settle_debt(WalletState& wallet, Lot& from) {
    if (wallet.debt <= 0 || from.remaining <= 0) return;
    const std::int64_t paid = std::min(wallet.debt, from.remaining);
    const std::int64_t own = std::min(paid, owed(from));
    share_of_value(from, paid);
    from.remaining -= paid;
    from.reclaimed += own;
    from.spent += paid - own;
    wallet.debt -= paid;
    std::int64_t left = paid - own;
    for (Lot& debtor : wallet.lots) {
        if (left == 0) break;
        const std::int64_t part = std::min(left, owed(debtor));
        if (part == 0) continue;
        debtor.settled += part;
        left -= part;
        note_settlement(wallet, from, debtor, part);
    }
}

/// Adds the books of `from` to those of another lot; what remains and its value are the caller's.
void absorb(Lot& into, const Lot& from) {
    into.held += from.held;
    into.spent += from.spent;
    into.expired += from.expired;
    into.reclaimed += from.reclaimed;
    into.reversed += from.reversed;
    into.settled += from.settled;
    into.claimed_at = std::max(into.claimed_at, from.claimed_at);
}

/// Settlements for lots that are forgotten can never be unwound.
void forget_settlements(WalletState& ws) {
    erase_if(ws.settlements, [&](const Settlement& s) {
        return std::none_of(ws.lots.begin(), ws.lots.end(), [&](const Lot& lot) { return owes(s, lot); });
    });
}

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

void grant(Work& work, const Wallet& wallet, const Place& place, std::int64_t units, Money value) {
    WalletState& ws = wallet_state(work, wallet);
    const bool pending = place.available_at > work.state.clock;
    // What comes into an empty wallet starts the clock of inactivity, whatever counts as activity.
    if (is_dynamic(wallet.expiry) && std::all_of(ws.lots.begin(), ws.lots.end(), [](const Lot& l) { return l.remaining == 0; })) {
        ws.last_activity = std::max(ws.last_activity, work.today());
    }
    Lot& lot = lot_at(ws, place.expires, place.source, pending ? place.available_at : Instant{});
    work.wake_by(place.expires);
    if (pending) work.wake_at(place.available_at);
    if (!for_size && is_dynamic(wallet.expiry)) {
        constexpr std::int32_t shortest_month = 28;
        work.wake_by({work.today().number + wallet.expiry.months * shortest_month + wallet.expiry.days});
    }
    add_to(work, lot.remaining, units);
    add_to(work, lot.value.minor, value.minor);
    add_to(work, ws.lifetime_earned, units);
    if (ws.lots.size() > limits::lots) work.trouble = Code::too_many;
    if (!pending) settle_debt(ws, lot);
}

std::optional<std::size_t> waiting_lot(const WalletState& wallet, Day expires, std::string_view source) {
    for (std::size_t i = 0; i < wallet.lots.size(); ++i) {
        const Lot& lot = wallet.lots[i];
        if (lot.expires == expires && lot.source == source && lot.available_at == no_instant) return i;
    }
    return std::nullopt;
}

void touch(Work& work, const Wallet& wallet, bool earning) {
    const ExpiryPolicy& e = wallet.expiry;
    if (earning ? !e.earning_is_activity : !e.redeeming_is_activity) return;
    WalletState& ws = wallet_state(work, wallet);
    ws.last_activity = std::max(ws.last_activity, work.today());
}

void release_lot(Work& work, const Wallet& wallet, std::size_t index, Day expires, bool keeps_source) {
    WalletState& ws = wallet_state(work, wallet);
    Lot lot = std::move(ws.lots[index]);
    ws.lots.erase(ws.lots.begin() + static_cast<std::ptrdiff_t>(index));
    Lot& into = lot_at(ws, expires, keeps_source ? std::string_view(lot.source) : std::string_view(), Instant{});
    add_to(work, into.remaining, lot.remaining);
    add_to(work, into.value.minor, lot.value.minor);
    absorb(into, lot);
    if (lot.remaining > 0) {
        Entry& e = enter(work, EntryKind::released, wallet.id, 0);
        e.moved = lot.remaining;
        e.expires = expires;
    }
    settle_debt(ws, into);
}

List<Taken> take(Work& work, const Wallet& wallet, std::int64_t units, bool hold) {
    WalletState& ws = wallet_state(work, wallet);
    List<Taken> taken;
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

std::int64_t overdraw(Work& work, const Wallet& wallet, List<Taken>& taken, std::int64_t units, bool hold) {
    std::int64_t over = units;
    for (const Taken& t : taken) over -= t.units;
    if (over == 0) return 0;
    WalletState& ws = wallet_state(work, wallet);
    Lot& lot = lot_at(ws, no_day, {}, Instant{});
    (hold ? lot.held : lot.spent) += over;
    lot.reversed += over;   // used, and nobody was entitled to it: claimed, like what a refund takes back of a spent lot
    lot.claimed_at = work.state.clock;
    taken.push_back({no_day, {}, over, {}});
    if (wallet.negative == NegativePolicy::allow_debt) {
        add_to(work, ws.debt, over);
        return 0;
    }
    lot.settled += over;
    return over;
}

void capture(Work& work, const Wallet& wallet, const List<Taken>& taken, Day since) {
    WalletState& ws = wallet_state(work, wallet);
    for (const Taken& t : taken) {
        if (Lot* lot = locate(ws, t.expires, t.source, since, &Lot::held, t.units)) {
            lot->held -= t.units;
            lot->spent += t.units;
        }
    }
}

namespace {

bool has_ended(const Work& work, const Wallet& wallet, Day expires) { return expires <= work.today() && !is_exempt(work, wallet); }

/// Units come back to a lot. What was claimed of them is reclaimed: it pays what the lot still owes, then gives
/// back what other lots had paid for it, newest first. The rest can be spent again, or has expired meanwhile.
void put_back(Work& work, const Wallet& wallet, WalletState& ws, Lot& lot, std::int64_t units, bool was_claimed, bool is_over, GivenBack& sum) {
    const std::int64_t over = was_claimed ? std::min(units, claim(lot)) : 0;
    const std::int64_t own_debt = std::min({over, owed(lot), ws.debt});
    lot.reclaimed += over;
    ws.debt -= own_debt;
    std::int64_t unwind = over - own_debt;
    lot.settled -= std::min(lot.settled, unwind);
    is_over = is_over || has_ended(work, wallet, lot.expires);
    if (is_over) {
        lot.expired += units - over;
        sum.expired += units - over;
    } else {
        lot.remaining += units - over;
    }
    const Lot debtor = lot;   // putting back to payers may go on to their own payers
    while (unwind > 0) {
        std::size_t n = ws.settlements.size();
        while (n > 0 && !owes(ws.settlements[n - 1], debtor)) --n;
        if (n == 0) break;
        Settlement* newest = &ws.settlements[n - 1];
        const std::int64_t part = std::min(unwind, newest->units);
        unwind -= part;
        newest->units -= part;
        const Settlement paid = *newest;
        if (paid.units == 0) ws.settlements.erase(newest);
        Lot* payer = find_lot(ws, paid.payer, paid.payer_source, Instant{});
        if (payer) {
            payer->spent -= part;
            put_back(work, wallet, ws, *payer, part, true, false, sum);
        } else {
            sum.expired += part;
        }
    }
    sum.written += unwind;
}

}  // namespace

GivenBack give_back(Work& work, const Wallet& wallet, const List<Taken>& taken, Instant taken_at, bool held) {
    WalletState& ws = wallet_state(work, wallet);
    const Day since = work.day_of(taken_at);
    std::int64_t Lot::*used = held ? &Lot::held : &Lot::spent;
    GivenBack sum;
    for (const Taken& t : taken) {
        sum.restored += t.units;
        Lot* lot = locate(ws, t.expires, t.source, since, used, t.units);
        const bool is_lost = lot ? lot->source == closed_source : since < ws.lost_before;
        const bool is_over = is_lost || has_ended(work, wallet, t.expires);
        if (!lot && is_over) {
            sum.expired += t.units;
            continue;
        }
        if (lot) lot->*used -= t.units;
        else lot = &lot_at(ws, t.expires, t.source, Instant{});   // forgotten, but a level keeps it from ending
        const std::int64_t before = lot->remaining;
        const std::int64_t value = lot->value.minor;
        put_back(work, wallet, ws, *lot, t.units, taken_at <= lot->claimed_at, is_over, sum);
        lot->value.minor = value + static_cast<std::int64_t>(static_cast<Wide>(t.value.minor) * (lot->remaining - before) / t.units);
    }
    for (Lot& lot : ws.lots) {
        if (!is_pending(lot, work.state.clock)) settle_debt(ws, lot);
    }
    return sum;
}

namespace {

/// Other available lots pay what `debtor` owes; what is left is debt, or written off.
void collect(Work& work, const Wallet& wallet, WalletState& ws, Lot& debtor, std::int64_t units, Reversed& sum) {
    for (Lot& payer : ws.lots) {
        if (units == 0) break;
        if (&payer == &debtor || is_pending(payer, work.state.clock) || payer.remaining == 0) continue;
        const std::int64_t part = std::min(units, payer.remaining);
        share_of_value(payer, part);
        payer.remaining -= part;
        payer.spent += part;
        debtor.settled += part;
        note_settlement(ws, payer, debtor, part);
        units -= part;
    }
    if (units == 0) return;
    if (wallet.negative == NegativePolicy::allow_debt) {
        add_to(work, ws.debt, units);
    } else {
        sum.written += units;
        debtor.settled += units;
    }
}

/// A lot from which all was taken back says nothing any more.
void forget_if_empty(WalletState& ws, const Lot* lot) {
    if (lot->remaining != 0 || lot->held != 0 || lot->spent != 0 || lot->expired != 0) return;   // so nothing of it was used either
    ws.lots.erase(ws.lots.begin() + (lot - ws.lots.data()));
}

}  // namespace

Reversed reverse(Work& work, const Wallet& wallet, const Award& award, Day since, std::int64_t units) {
    WalletState& ws = wallet_state(work, wallet);
    Reversed sum;
    Lot* pending = award.available_at > work.state.clock ? find_lot(ws, award.expires, award.source, award.available_at) : nullptr;
    if (!pending && wallet.negative == NegativePolicy::pending_only) return sum;
    ws.lifetime_earned -= units;
    if (award.available_at.ms > 0 && award.available_at <= work.state.clock) since = std::max(since, work.day_of(award.available_at));
    Lot* lot = pending ? pending : locate(ws, award.expires, award.source, since);
    if (!lot) {   // so long gone that its lot is forgotten: it expired
        sum.absorbed += units;
        return sum;
    }
    const std::int64_t part = std::min(units, lot->remaining);
    share_of_value(*lot, part);
    lot->remaining -= part;
    // What expired takes the next part: those units are gone already.
    const std::int64_t gone = std::min(units - part, lot->expired);
    lot->expired -= gone;
    const std::int64_t used = std::min(units - part - gone, lot->spent + lot->held - claim(*lot));
    lot->reclaimed += part + gone;
    lot->reversed += part + gone + used;
    sum.absorbed += units - part - used;
    sum.units += part + used;
    if (used > 0) {
        lot->claimed_at = work.state.clock;
        collect(work, wallet, ws, *lot, used, sum);
    }
    forget_if_empty(ws, lot);
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

void absorb(Work& work, WalletState& into, const WalletState& from) {
    for (const Lot& lot : from.lots) {
        Lot& same = lot_at(into, lot.expires, lot.source, lot.available_at);
        add_to(work, same.remaining, lot.remaining);
        add_to(work, same.value.minor, lot.value.minor);
        absorb(same, lot);
    }
    if (into.lots.size() > limits::lots) work.trouble = Code::too_many;
    add_to(work, into.debt, from.debt);
    add_to(work, into.lifetime_earned, from.lifetime_earned);
    add_to(work, into.lifetime_redeemed, from.lifetime_redeemed);
    into.settlements.append(from.settlements.begin(), from.settlements.end());
    while (into.settlements.size() > limits::settlements) into.settlements.erase(into.settlements.begin());
    into.last_activity = std::max(into.last_activity, from.last_activity);
    into.lost_before = std::max(into.lost_before, from.lost_before);
    into.forgotten_before = std::max(into.forgotten_before, from.forgotten_before);
    for (Lot& lot : into.lots) {
        if (!is_pending(lot, work.state.clock)) settle_debt(into, lot);
    }
}

void expire_lots(Work& work, const Wallet& wallet, Day today) {
    WalletState& ws = wallet_state(work, wallet);
    const bool exempt = is_exempt(work, wallet);
    for (Lot& lot : ws.lots) {
        if (exempt || lot.expires > today || lot.remaining == 0) continue;
        Entry& e = enter(work, EntryKind::expired, wallet.id, -lot.remaining);
        e.expires = lot.expires;
        lot.expired += lot.remaining;
        lot.remaining = 0;
        lot.value = {};
    }
    // A lot is remembered for a while after its last day, for late refunds and cancelled redemptions.
    erase_if(ws.lots, [&](const Lot& lot) {
        const bool over = lot.expires.number + limits::closed_lot_days <= today.number && lot.remaining == 0 && lot.held == 0 && owed(lot) == 0 &&
                          std::none_of(ws.settlements.begin(), ws.settlements.end(), [&](const Settlement& s) { return owes(s, lot); });
        if (over && lot.source == closed_source) ws.forgotten_before = std::max(ws.forgotten_before, lot.expires);
        return over;
    });
    forget_settlements(ws);
}

void expire_all(Work& work, const Wallet& wallet, std::string_view note) {
    WalletState& ws = wallet_state(work, wallet);
    const Day today = work.today();
    Lot closed;
    std::int64_t lost = 0;
    auto is_lost = [&](const Lot& lot) {
        return lot.available_at.ms == 0 && lot.source != closed_source && lot.expires > today;
    };
    for (Lot& lot : ws.lots) {
        if (!is_lost(lot)) continue;
        lost += lot.remaining;
        lot.expired += lot.remaining;
        lot.remaining = 0;
        absorb(closed, lot);
        for (Settlement& s : ws.settlements) {   // they go on in the closed lot's name
            if (pays(s, lot)) s.payer = today, s.payer_source = closed_source;
            if (owes(s, lot)) s.debtor = today, s.debtor_source = closed_source;
        }
    }
    erase_if(ws.lots, is_lost);
    Lot& into = lot_at(ws, today, closed_source, Instant{});
    absorb(into, closed);
    // What one of them had paid for another is simply taken back.
    erase_if(ws.settlements, [&](const Settlement& s) {
        if (!pays(s, into) || !owes(s, into)) return false;
        into.spent -= s.units;
        into.reclaimed += s.units;
        into.settled -= s.units;
        return true;
    });
    const bool waiting = std::any_of(ws.lots.begin(), ws.lots.end(), [](const Lot& lot) { return lot.remaining > 0; });
    ws.last_activity = waiting ? today : Day{-1};   // the clock of what is still pending starts now
    ws.lost_before = today;
    if (lost == 0) return;
    Entry& e = enter(work, EntryKind::expired, wallet.id, -lost);
    if (work.explain()) {
        e.why.emplace();
        e.why->kind = "expiry";
        e.why->note = note;
    }
}

}  // namespace regulars::rules
