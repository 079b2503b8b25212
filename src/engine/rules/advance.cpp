#include "advance.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "actions.hpp"
#include "lots.hpp"
#include "plans.hpp"
#include "redemptions.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

Day next_monthly(const Work& work, std::int32_t day_of_month) {
    const Day today = work.today();
    const Civil c = civil(today);
    auto in = [&](std::int32_t year, std::int32_t month) { return day_of({year, month, std::min(day_of_month, days_in_month(year, month))}); };
    const Day here = in(c.year, c.month);
    if (here > today) return here;
    return c.month == 12 ? in(c.year + 1, 1) : in(c.year, c.month + 1);
}

bool celebrates(const EarnRule& rule, BirthdayFrom from) { return rule.on == Trigger::birthday && rule.birthday.from == from; }

/// The next day, `today` or later, on which rules of this kind pay; no_day where there are none.
Day next_celebration(const Work& work, BirthdayFrom from, Day today) {
    const auto& rules = work.p().earning;
    if (work.state.birthday.month == 0 || std::none_of(rules.begin(), rules.end(), [&](const EarnRule& r) { return celebrates(r, from); })) return no_day;
    if (from == BirthdayFrom::day) return next_birthday(work.state.birthday, {today.number - 1});
    return next_birthday({work.state.birthday.month, 1}, {today.number - 1});
}

/// Earliest day after today on which a lot, a wallet, a plan, a birthday or a monthly reward is due.
Day next_day(const Work& work) {
    Day next = no_day;
    const Day today = work.today();
    auto consider = [&](Day day) {
        if (day > today) next = std::min(next, day);
    };
    for (const WalletState& ws : work.state.wallets) {
        std::int64_t live = 0;
        for (const Lot& lot : ws.lots) {
            if (lot.remaining > 0) consider(lot.expires);
            if (lot.source != closed_source) live += lot.remaining + lot.held + lot.spent;   // what was taken may come back: to be lost too
        }
        const Wallet* wallet = find_wallet(work.p(), ws.wallet);
        if (wallet && live > 0) consider(wallet_expiry_day(work, *wallet, ws));
    }
    for (const PlanState& plan : work.state.plans) {
        if (plan.status != PlanStatus::ended) consider(plan.paid_until);
    }
    for (BirthdayFrom from : {BirthdayFrom::day, BirthdayFrom::month_start}) consider(next_celebration(work, from, {today.number + 1}));
    for (const Reward& r : work.p().rewards) {
        if (r.automatic && r.automatic->kind == AutomaticKind::monthly) consider(next_monthly(work, r.automatic->day));
    }
    return next;
}

/// When something is due next; `no_instant` or later than `until` where nothing is before.
Instant next_due(const Work& work, Day until) {
    const Day day = std::min(next_day(work), next_tier_review(work));
    Instant next = day > until ? no_instant : work.zone().start_of(day);
    auto consider = [&](Instant at) {
        if (at > work.state.clock) next = std::min(next, at);
    };
    for (const WalletState& ws : work.state.wallets) {
        for (const Lot& lot : ws.lots) consider(lot.available_at);
    }
    for (const RedemptionRecord& hold : work.state.holds) consider(hold.hold_until);
    consider(work.history.next_activation(work.state.clock));
    return next;
}

void release_due(Work& work, const Wallet& wallet) {
    for (bool again = true; again;) {   // releasing moves lots
        again = false;
        const WalletState& ws = wallet_state(work, wallet);
        for (std::size_t i = 0; i < ws.lots.size(); ++i) {
            if (ws.lots[i].available_at.ms == 0 || ws.lots[i].available_at > work.state.clock) continue;
            release_lot(work, wallet, i, ws.lots[i].expires, true);
            again = true;
            break;
        }
    }
}

bool is_start_of_day(const Work& work) { return work.zone().start_of(work.today()) == work.state.clock; }

/// `last`: when rules of this kind last paid.
void celebrate(Work& work, BirthdayFrom from, Day& last) {
    const Day today = work.today();
    if (next_celebration(work, from, today) != today || today.number - last.number < 365) return;
    std::int64_t paid = 0;
    for (const EarnRule& rule : work.p().earning) {
        const bool known = today.number - work.state.birthday_set.number >= rule.birthday.lead_days;
        if (known && celebrates(rule, from)) paid += award_rule(work, rule, {}, 1);
    }
    if (paid > 0) last = today;
}

/// Everything that is due at the state's clock.
void happen(Work& work) {
    work.program = &work.history.at(work.state.clock);
    const Day today = work.today();
    for (const Wallet& wallet : work.p().wallets) {
        // Lost before released: what becomes available on the day of the loss was not there to be lost.
        if (wallet_expiry_day(work, wallet, wallet_state(work, wallet)) <= today) expire_all(work, wallet, "inactivity");
        release_due(work, wallet);
        expire_lots(work, wallet, today);
    }
    expire_holds(work);
    end_plans(work);
    review_tier(work, false);
    if (is_start_of_day(work)) {
        celebrate(work, BirthdayFrom::day, work.state.birthday_paid);
        celebrate(work, BirthdayFrom::month_start, work.state.birthday_month_paid);
        issue_automatic(work, AutomaticKind::monthly);
    }
    conclude(work);
}

}  // namespace

Day next_birthday(const Birthday& birthday, Day day) {
    const Civil c = civil(day);
    for (std::int32_t year = c.year;; ++year) {
        const Day d = day_of({year, birthday.month, std::min(birthday.day, days_in_month(year, birthday.month))});
        if (d > day) return d;
    }
}

void conclude(Work& work) {
    if (!for_size && work.tally && !work.metrics_changed && !work.traits().concludes) return;
    // Each round can only enter levels that were not entered before.
    for (std::size_t round = 0; work.metrics_changed && round <= limits::tiers; ++round) review_tier(work, false);
    for (const Wallet& wallet : work.p().wallets) {   // the tier that kept them may have ended just now
        if (!wallet.expiry.exempt_tiers.empty()) expire_lots(work, wallet, work.today());
    }
    issue_automatic(work, AutomaticKind::threshold);
}

void advance(Work& work, Instant to) {
    MemberState& s = work.state;
    if (!s.joined_at) {
        s.clock = std::max(s.clock, to);
        work.program = &work.history.at(s.clock);
        return;
    }
    if (!for_size && to < work.idle_until) {
        s.clock = to;
        return;
    }
    work.program = &work.history.at(s.clock);
    // A day of one version's zone may begin a day earlier in another's.
    const Day until{work.day_of(to).number + (!for_size && work.tally ? 400 : 2)};
    Instant due = next_due(work, until);
    for (; due <= to; due = next_due(work, until)) {
        s.clock = due;
        happen(work);
        if (work.trouble != Code::ok) return;
    }
    work.idle_until = {};
    if (!for_size && work.tally) {
        work.idle_until = due;
        work.wake_by(until);
    }
    s.clock = std::max(s.clock, to);
    work.program = &work.history.at(s.clock);
}

}  // namespace regulars::rules
