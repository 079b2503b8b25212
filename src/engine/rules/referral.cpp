#include "referral.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "actions.hpp"
#include "limits.hpp"

namespace regulars::rules {

namespace {

constexpr std::string_view advocate_counter = "referral";

List<Limit> limits_of(const Program& p) {
    return p.referral && p.referral->advocate_limit ? List<Limit>{*p.referral->advocate_limit} : List<Limit>{};
}

}  // namespace

void convert_referral(Work& work, const std::string& order, std::int64_t spend) {
    MemberState& s = work.state;
    if (s.referred_by.empty() || s.referral_counted || !work.p().referral) return;
    const ReferralPolicy& policy = *work.p().referral;
    if (spend < policy.min_order_minor) return;
    if (policy.days_to_convert > 0 &&
        work.today().number > work.day_of(*s.joined_at).number + policy.days_to_convert) return;
    s.referral_counted = true;
    s.referral_order = order;
    award_trigger(work, Trigger::referral_friend);
    work.out.for_others.push_back({s.referred_by, "referral-" + order, s.clock, {s.member, false}});
}

void reverse_referral(Work& work, const OrderRecord& record) {
    MemberState& s = work.state;
    if (!s.referral_counted || s.referral_order != record.order.id) return;
    s.referral_counted = false;
    s.referral_order.clear();
    const std::string& name = s.referral_name.empty() ? s.member : s.referral_name;
    work.out.for_others.push_back({s.referred_by, "referral-reversed-" + record.order.id, s.clock, {name, true}});
    s.referral_name.clear();
}

void take_back_friends_gift(Work& work, OrderRecord& record) {
    const Program* pinned = work.history.by_number(record.version);
    if (!pinned) return;
    for (Award& award : record.awards) {
        for (const EarnRule& rule : pinned->earning) {
            if (rule.id != award.rule || rule.on != Trigger::referral_friend) continue;
            take_back(work, rule, award, work.zone().day(record.occurred_at));
            award.units = award.base_units = 0;
        }
    }
}

Result<void> reward_advocate(Work& work, std::string_view friend_id) {
    auto& friends = work.state.referrals;
    const bool known = std::any_of(friends.begin(), friends.end(), [&](const ReferralState& r) { return r.friend_id == friend_id; });
    if (known) return refuse(Code::already_referred, "friend_id");
    const List<Limit> limits = limits_of(work.p());
    const std::int64_t room = room_left(work, advocate_counter, limits, std::nullopt);
    if (room <= 0) return refuse(Code::limit_reached, "friend_id").with("limit", "referral");
    ReferralState referral{std::string(friend_id), work.today(), {}};
    const std::size_t given = work.out.awards.size();
    award_trigger(work, Trigger::referral_advocate);
    referral.gifts = gifts_since(work, given);
    std::int64_t units = 0;
    for (const Gift& g : referral.gifts) units += g.units;
    count_use(work, advocate_counter, limits, std::nullopt, units);
    if (friends.size() >= limits::referrals) friends.erase(friends.begin());
    friends.push_back(std::move(referral));
    return {};
}

Result<void> reverse_referral_of(Work& work, std::string_view friend_id) {
    auto& friends = work.state.referrals;
    const auto it = std::find_if(friends.begin(), friends.end(), [&](const ReferralState& r) { return r.friend_id == friend_id; });
    if (it == friends.end()) return {};   // nothing was given for this friend
    const std::int64_t units = take_back_gifts(work, it->gifts, it->day);
    uncount_use(work, advocate_counter, limits_of(work.p()), std::nullopt, it->day, units, true);
    friends.erase(it);
    return {};
}

}  // namespace regulars::rules
