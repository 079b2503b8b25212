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

/// The day of the year that a rule celebrates, the first on `day` or later; no_day where there is none.
Day next_feast(const Work& work, const EarnRule& rule, Day day) {
    Birthday date = work.state.birthday;
    if (rule.on == Trigger::anniversary) {
        const Civil joined = civil(work.day_of(*work.state.joined_at));
        date = {joined.month, joined.day};
    } else if (rule.on != Trigger::birthday || date.month == 0) {
        return no_day;
    } else if (rule.birthday.from == BirthdayFrom::month_start) {
        date.day = 1;
    }
    return next_birthday(date, {day.number - 1});
}

/// When a rule may pay for it, on `day` or later; `own`: for which.
Day next_celebration(const Work& work, const EarnRule& rule, Day day, Day& own) {
    own = next_feast(work, rule, day);
    if (rule.birthday.late == BirthdayLate::next_year || own == no_day) return own;
    const Day set = work.state.birthday_set;
    const Day first = next_feast(work, rule, set);
    const Day paid{set.number + rule.birthday.lead_days};
    if (first >= paid || paid < day) return own;
    own = first;   // entered too late
    return paid;
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
    Day own;
    for (const EarnRule& rule : work.p().earning) consider(next_celebration(work, rule, {today.number + 1}, own));
    for (const Reward& r : work.p().rewards) {
        if (r.automatic && r.automatic->kind == AutomaticKind::monthly) consider(next_issue(*r.automatic, {today.number + 1}));
    }
    return next;
}

}  // namespace

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

namespace {

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

void celebrate(Work& work) {
    const Day today = work.today();
    Day own;
    for (const EarnRule& rule : work.p().earning) {
        if (next_celebration(work, rule, today, own) != today) continue;
        if (rule.on == Trigger::anniversary) {
            award_rule(work, rule, {}, 1);
            continue;
        }
        // Each birthday once, also if it is entered anew and anew.
        Day& last = rule.birthday.from == BirthdayFrom::day ? work.state.birthday_paid : work.state.birthday_month_paid;
        const bool known = own != today || today.number - work.state.birthday_set.number >= rule.birthday.lead_days;
        if (known && (own == last || own.number - last.number >= 365) && award_rule(work, rule, {}, 1) > 0) last = own;
    }
}

/// Everything that is due at the state's clock.
void happen(Work& work) {
    work.program = &work.history.at(work.state.clock);
    const Day today = work.today();
    for (const Wallet& wallet : work.p().wallets) {
        // Lost before released: what becomes available on the day of the loss was not there to be lost.
        if (wallet_expiry_day(work, wallet, wallet_state(work, wallet)) <= today) {
            issue_automatic(work, AutomaticKind::before_loss, static_cast<std::int16_t>(&wallet - work.p().wallets.data()));
            expire_all(work, wallet, "inactivity");
        }
        release_due(work, wallet);
        expire_lots(work, wallet, today);
    }
    expire_holds(work);
    end_plans(work);
    review_tier(work, false);
    if (is_start_of_day(work)) {
        celebrate(work);
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
