#include "merge.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "actions.hpp"
#include "lots.hpp"
#include "referral.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

std::int64_t balance(const WalletState& wallet) {
    std::int64_t sum = -wallet.debt;
    for (const Lot& lot : wallet.lots) sum += lot.remaining;
    return sum;
}

/// The item of a sorted or short list that is of the same thing; null where there is none.
template <class T, class Same>
T* find_same(List<T>& list, Same same) {
    const auto it = std::find_if(list.begin(), list.end(), same);
    return it == list.end() ? nullptr : it;
}

template <class T, class Before>
void put_sorted(List<T>& list, const T& item, Before before) {
    list.insert(std::find_if(list.begin(), list.end(), [&](const T& other) { return before(item, other); }), item);
}

void merge_wallets(Work& work, const MemberState& from) {
    for (const WalletState& other : from.wallets) {
        const Wallet* wallet = find_wallet(work.p(), other.wallet);
        if (!wallet) continue;
        absorb(work, wallet_state(work, *wallet), other);
        if (balance(other) != 0) enter(work, EntryKind::merged_in, other.wallet, balance(other));
    }
}

/// What was counted in the other one's current period counts in this one's, which may have begun on another day.
void merge_metrics(Work& work, const MemberState& from, Day current) {
    if (!work.p().tiers) return;
    const Window& window = work.p().tiers->window;
    const Day counts_from = work.state.tier.counts_from;
    work.state.tier.counts_from = {-1};   // it was counted already, by its own rules
    for (const MetricState& m : from.metrics) {
        for (const MetricBucket& b : m.buckets) {
            const bool own_period = window.kind == WindowKind::membership_year && b.day >= current;
            count_metric(work, m.metric, own_period ? work.today() : b.day, b.value);
        }
    }
    work.state.tier.counts_from = std::max(counts_from, from.tier.counts_from);
}

void merge_tier(Work& work, const MemberState& from) {
    TierState& tier = work.state.tier;
    tier.grants.append(from.tier.grants.begin(), from.tier.grants.end());
    for (const TierGrant& g : from.tier.entered) {   // what entering a level gave is not given again
        TierGrant* known = find_same(tier.entered, [&](const TierGrant& k) { return k.tier == g.tier; });
        if (!known) tier.entered.push_back(g);
        else known->from = std::max(known->from, g.from);
    }
    if (tier.override_tier.empty()) {
        tier.override_tier = from.tier.override_tier;
        tier.override_until = from.tier.override_until;
    }
}

void merge_counters(Work& work, const MemberState& from) {
    for (const LimitCounter& c : from.counters) {
        LimitCounter* known = find_same(work.state.counters, [&](const LimitCounter& k) { return k.rule == c.rule && k.per == c.per; });
        if (!known) {
            put_sorted(work.state.counters, c, [](const LimitCounter& a, const LimitCounter& b) { return a.rule != b.rule ? a.rule < b.rule : a.per < b.per; });
        } else if (known->period < c.period) {
            *known = c;
        } else if (known->period == c.period) {
            add_to(work, known->units, c.units);
            add_to(work, known->times, c.times);
        }
    }
    for (const StreakState& s : from.streaks) {
        StreakState* known = find_same(work.state.streaks, [&](const StreakState& k) { return k.rule == s.rule; });
        if (!known) put_sorted(work.state.streaks, s, [](const StreakState& a, const StreakState& b) { return a.rule < b.rule; });
        else if (known->last < s.last || (known->last == s.last && known->run < s.run)) *known = s;
    }
}

void merge_plans(Work& work, const MemberState& from) {
    for (const PlanState& p : from.plans) {
        PlanState* known = find_same(work.state.plans, [&](const PlanState& k) { return k.plan == p.plan; });
        if (!known) {
            put_sorted(work.state.plans, p, [](const PlanState& a, const PlanState& b) { return a.plan < b.plan; });
            continue;
        }
        const bool used = known->used || p.used;
        const bool trial_used = known->trial_used || p.trial_used;
        if (known->paid_until < p.paid_until) *known = p;
        known->used = used;
        known->trial_used = trial_used;
    }
}

void merge_person(Work& work, const MemberState& from) {
    MemberState& s = work.state;
    if (s.birthday.month == 0) {
        s.birthday = from.birthday;
        s.birthday_set = from.birthday_set;
    }
    s.birthday_paid = std::max(s.birthday_paid, from.birthday_paid);
    s.birthday_month_paid = std::max(s.birthday_month_paid, from.birthday_month_paid);
    for (const std::string& word : from.segments) {
        if (!contains(s.segments, word)) put_sorted(s.segments, word, [](const std::string& a, const std::string& b) { return a < b; });
    }
    add_to(work, s.orders, from.orders);
    add_to(work, s.spend, from.spend);
    if (s.first_earn.number < 0) s.first_earn = from.first_earn;
    s.holds.append(from.holds.begin(), from.holds.end());
    s.receipts.append(from.receipts.begin(), from.receipts.end());
    while (s.receipts.size() > limits::receipts) s.receipts.erase(s.receipts.begin());
}

/// Who brought whom. That one of them had brought the other is undone on both sides: they are one (I47, I52).
void merge_referrals(Work& work, const Event& event, const MemberState& from) {
    MemberState& s = work.state;
    const bool was_friend = from.referred_by == s.member;
    const bool was_advocate = s.referred_by == from.member;
    for (const ReferralState& r : from.referrals) s.referrals.push_back(r);
    const List<ReferralState> friends = s.referrals;
    for (const ReferralState& r : friends) {   // as often as she had brought herself
        if (r.friend_id == s.member || r.friend_id == from.member) (void)reverse_referral_of(work, r.friend_id);
    }
    while (s.referrals.size() > limits::referrals) s.referrals.erase(s.referrals.begin());
    if ((was_friend || was_advocate) && event.order) {
        OrderRecord record = *event.order;
        take_back_friends_gift(work, record);
        work.out.order = std::move(record);
    }
    if (was_advocate || s.referred_by.empty()) {
        s.referred_by = was_friend ? std::string() : from.referred_by;
        s.referral_counted = !s.referred_by.empty() && from.referral_counted;
        s.referral_order = s.referral_counted ? from.referral_order : std::string();
        s.referral_name = s.referral_counted ? (from.referral_name.empty() ? from.member : from.referral_name) : std::string();
    }
}

}  // namespace

Result<void> merge_out(Work& work) {
    MemberState& s = work.state;
    for (const WalletState& wallet : s.wallets) {
        if (balance(wallet) != 0) enter(work, EntryKind::merged_out, wallet.wallet, -balance(wallet));
    }
    MemberState gone;
    gone.clock = s.clock;
    gone.member = s.member;
    gone.counters = s.counters;   // they number what issued itself to her
    s = std::move(gone);
    return {};
}

Result<void> merge_in(Work& work, const Event& event, const MemberState& from) {
    if (!from.joined_at) return refuse(Code::not_a_member, "from");
    Day current{};
    if (work.p().tiers) {   // the other one's, by her own anchor
        MemberState hers = from;
        const Work other{work.history, work.shared, hers, work.out, work.program, {}, {}};
        current = period_of(other, work.p().tiers->window, work.today()).first;
    }
    merge_wallets(work, from);
    merge_person(work, from);
    merge_counters(work, from);
    merge_plans(work, from);
    merge_metrics(work, from, current);
    merge_tier(work, from);
    merge_referrals(work, event, from);
    review_tier(work, false);
    award_milestones(work);
    return {};
}

}  // namespace regulars::rules
