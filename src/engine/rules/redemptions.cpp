#include "redemptions.hpp"

#include <algorithm>

#include "../generated/limits.hpp"
#include "actions.hpp"
#include "judge.hpp"
#include "limits.hpp"
#include "lots.hpp"
#include "plans.hpp"
#include "tiers.hpp"

namespace regulars::rules {

namespace {

constexpr std::int32_t default_hold_minutes = 30;

std::string stock_key(const Reward& r) { return "stock:" + r.id; }
std::string limit_key(const Reward& r) { return "reward:" + r.id; }

List<Limit> limits_of(const Reward& r) { return r.per_member ? List<Limit>{*r.per_member} : List<Limit>{}; }

const Reward* find_reward(const Program& p, std::string_view id) {
    for (const Reward& r : p.rewards) {
        if (r.id == id) return &r;
    }
    return nullptr;
}

const Wallet& wallet_of(const Work& work, const Reward& r) { return work.p().wallets[static_cast<std::size_t>(r.wallet.index)]; }

std::int64_t balance(const Work& work, const Wallet& wallet) {
    for (const WalletState& w : work.state.wallets) {
        if (w.wallet == wallet.id) return available_units(w, work.state.clock);
    }
    return 0;
}

/// What new units must bring before `cost` is there: they pay the wallet's debt first.
std::int64_t missing(const Work& work, const Wallet& wallet, std::int64_t cost) {
    const std::int64_t have = balance(work, wallet);
    if (have >= cost) return 0;
    std::int64_t needed = cost - have;
    for (const WalletState& w : work.state.wallets) {
        if (w.wallet == wallet.id) needed += w.debt;
    }
    return needed;
}

Refusal too_little(const Work& work, const Reward& reward, const char* path, std::int64_t cost) {
    const Wallet& wallet = wallet_of(work, reward);
    const std::int64_t have = balance(work, wallet);
    return refuse(Code::insufficient_points, path).with("wallet", wallet.id).with("available", have).with("cost", cost).with("missing", missing(work, wallet, cost));
}

std::int64_t most_of(const Reward& reward) {
    const Limit limit = reward.per_member.value_or(Limit{});
    return limit.times.value_or(limit.units.value_or(0));
}

Refusal refusal_of(const Work& work, const Reward& reward, const RewardOffer& o) {
    switch (o.status) {
        case RewardStatus::tier_locked: return refuse(Code::reward_locked_by_tier, "reward_id").with("tier", reward.tiers.front().id);
        case RewardStatus::segment_locked: return refuse(Code::reward_locked_by_segment, "reward_id");
        case RewardStatus::out_of_stock: return refuse(Code::reward_out_of_stock, "reward_id");
        case RewardStatus::limit_reached: return refuse(Code::reward_limit_reached, "reward_id").with("max", most_of(reward));
        case RewardStatus::not_started: return refuse(Code::reward_not_started, "reward_id").with("from", to_text(reward.from.value_or(Instant{})));
        case RewardStatus::ended: return refuse(Code::reward_ended, "reward_id").with("to", to_text(reward.to.value_or(Instant{})));
        case RewardStatus::automatic: return refuse(Code::unknown_reward, "reward_id").with("reward", reward.id);
        case RewardStatus::available:
        case RewardStatus::not_yet: break;
    }
    return too_little(work, reward, "reward_id", o.cost);
}

Refusal not_so_many(std::int64_t min, std::int64_t max, std::int64_t step) {
    return refuse(Code::amount_not_allowed, "units").with("min", min).with("max", max).with("step", step);
}

Result<std::int64_t> chosen_units(const Work& work, const Reward& reward, const RedemptionRequested& body) {
    if (!reward.variable) {
        if (body.units && *body.units != reward.cost_units) return not_so_many(reward.cost_units, reward.cost_units, 1);
        return reward.cost_units;
    }
    const Variable& v = *reward.variable;
    if (!body.units) return refuse(Code::missing_field, "units").with("field", "units");
    const std::int64_t units = *body.units;
    if (units < v.min_units || (v.max_units && units > *v.max_units) || units % v.step_units != 0) {
        const std::int64_t have = balance(work, wallet_of(work, reward));   // the most, where nothing else says how many
        return not_so_many(v.min_units, v.max_units.value_or(std::max(v.min_units, have / v.step_units * v.step_units)), v.step_units);
    }
    std::int64_t value = 0;
    if (!multiply(units / v.step_units, v.minor_per_step, value) || value > max_safe_integer) return refuse(Code::overflow, "units");
    if (v.max_percent_of_order) {
        const Wide cap = static_cast<Wide>(body.order_total.minor) * *v.max_percent_of_order / 100;
        if (value > cap) return not_so_many(v.min_units, static_cast<std::int64_t>(cap) / v.minor_per_step * v.step_units, v.step_units);
    }
    return units;
}

Money value_of(const Reward& reward, std::int64_t units, const List<Taken>& taken) {
    if (reward.variable) return {units / reward.variable->step_units * reward.variable->minor_per_step};
    if (!reward.average_of_stamps || taken.empty()) return reward.value;
    Wide sum = 0, stamps = 0;
    for (const Taken& t : taken) {
        sum += t.value.minor;
        stamps += t.units;
    }
    return {static_cast<std::int64_t>(divide(sum, stamps, reward.average_rounding))};
}

RedemptionRecord* find_hold(MemberState& state, std::string_view id) {
    for (RedemptionRecord& r : state.holds) {
        if (r.id == id) return &r;
    }
    return nullptr;
}

Entry& enter_redemption(Work& work, EntryKind kind, const RedemptionRecord& record, std::int64_t units) {
    Entry& e = enter(work, kind, record.wallet, units);
    e.reward = record.reward;
    e.redemption = record.id;
    return e;
}

void enter_gift(Work& work, EntryKind kind, const RedemptionRecord& record, const Wallet& wallet, std::int64_t units) {
    Entry& e = enter_redemption(work, kind, record, units);
    e.wallet = wallet.id;
}

/// The units that a reward pays.
void pay_out(Work& work, const Reward& reward, RedemptionRecord& record) {
    if (!reward.gives) return;
    const Wallet& wallet = work.p().wallets[static_cast<std::size_t>(reward.gives->wallet.index)];
    const std::int64_t units = std::min(reward.gives->units, ceiling_room(work, wallet));
    if (units == 0) return;
    const Place place = place_of(work, wallet, nullptr, {});
    grant(work, wallet, place, units, {});
    Entry& e = enter(work, EntryKind::earned, wallet.id, units);
    e.reward = reward.id;
    e.redemption = record.id;
    e.expires = place.expires;
    e.available_at = place.available_at;
    record.gave.push_back({{}, wallet.id, units, 0, place.available_at, place.expires});
}

/// Takes back what a reward had paid.
void take_back_gifts(Work& work, RedemptionRecord& record) {
    for (const Gift& g : record.gave) {
        const Wallet* wallet = find_wallet(work.p(), g.wallet);
        if (!wallet) continue;
        Award given;
        given.units = g.units;
        given.available_at = g.available_at;
        given.expires = g.expires;
        const Reversed r = reverse(work, *wallet, given, work.zone().day(record.requested_at), g.units);
        if (r.units != 0 || r.absorbed != 0) enter_gift(work, EntryKind::reversed, record, *wallet, -r.units);
        if (r.written != 0) enter_gift(work, EntryKind::written_off, record, *wallet, r.written);
    }
    record.gave.clear();
}

/// Gives back what a redemption took and closes it with `status`.
void undo(Work& work, RedemptionRecord record, RedemptionStatus status) {
    const bool held = record.status == RedemptionStatus::held;
    record.status = status;
    if (const Wallet* wallet = find_wallet(work.p(), record.wallet)) {
        const GivenBack back = give_back(work, *wallet, record.taken, record.requested_at, held);
        if (back.restored > 0) enter_redemption(work, EntryKind::restored, record, back.restored);
        if (back.expired > 0) enter_redemption(work, EntryKind::expired, record, -back.expired);
        if (back.written > 0) enter_redemption(work, EntryKind::reversed, record, -back.written);
    }
    if (const Reward* reward = find_reward(work.p(), record.reward)) {
        if (reward->stock) work.out.claims.push_back({stock_key(*reward), -1});
        uncount_use(work, limit_key(*reward), limits_of(*reward), std::nullopt, work.day_of(record.requested_at), record.units, true);
    }
    work.out.redemptions.push_back(std::move(record));
}

}  // namespace

RewardOffer offer(const Work& work, const Reward& reward, bool by_itself) {
    RewardOffer o;
    o.cost = reward.variable ? reward.variable->min_units : reward.cost_units;
    o.missing = missing(work, wallet_of(work, reward), o.cost);
    const std::int16_t level = current_level(work);
    if (reward.automatic && !by_itself) o.status = RewardStatus::automatic;
    else if (reward.from && work.state.clock < *reward.from) o.status = RewardStatus::not_started;
    else if (reward.to && work.state.clock >= *reward.to) o.status = RewardStatus::ended;
    else if (!reward.tiers.empty() && !names(reward.tiers, level)) o.status = RewardStatus::tier_locked;
    else if (!reward.segments.empty() && !shares(reward.segments, work.state.segments)) o.status = RewardStatus::segment_locked;
    else if (reward.stock && shared_left(work, stock_key(reward), *reward.stock) <= 0) o.status = RewardStatus::out_of_stock;
    else if (room_left(work, limit_key(reward), limits_of(reward), std::nullopt) <= 0) o.status = RewardStatus::limit_reached;
    else if (o.missing > 0) o.status = RewardStatus::not_yet;
    return o;
}

std::int64_t automatic_units(const Work& work, const Reward& reward) {
    std::int64_t units = reward.cost_units;
    if (reward.variable) {
        units = std::min(balance(work, wallet_of(work, reward)), reward.variable->max_units.value_or(max_safe_integer));
        units -= units % reward.variable->step_units;
    }
    return units;
}

RedemptionRecord redeem(Work& work, const Reward& reward, std::string id, std::int64_t units, bool hold, std::int32_t hold_minutes) {
    const Wallet& wallet = wallet_of(work, reward);
    RedemptionRecord record;
    record.id = std::move(id);
    record.reward = reward.id;
    record.wallet = wallet.id;
    record.units = units;
    record.version = work.p().version;
    record.requested_at = work.state.clock;
    record.taken = take(work, wallet, units, hold);
    record.value = value_of(reward, units, record.taken);
    const std::int64_t written = overdraw(work, wallet, record.taken, units, hold);
    record.status = hold ? RedemptionStatus::held : RedemptionStatus::captured;
    if (hold) record.hold_until = Instant{work.state.clock.ms + std::int64_t{hold_minutes} * 60'000};
    if (reward.voucher.valid_days > 0) record.voucher_until = Day{work.today().number + reward.voucher.valid_days + 1};
    if (reward.stock) work.out.claims.push_back({stock_key(reward), 1});
    count_use(work, limit_key(reward), limits_of(reward), std::nullopt, units);
    enter_redemption(work, hold ? EntryKind::held : EntryKind::redeemed, record, -units);
    if (written != 0) enter_redemption(work, EntryKind::written_off, record, written);
    add_to(work, wallet_state(work, wallet).lifetime_redeemed, units);
    touch(work, wallet, false);
    for (PlanState& plan : work.state.plans) {
        if (is_running(plan, work.today())) plan.used = true;
    }
    if (!hold) pay_out(work, reward, record);
    return record;
}

namespace {

/// Books a redemption that was acknowledged before history was booked again, whatever is there for it now.
Result<void> stand_by(Work& work, const Event& event, const RedemptionRequested& body, const Reward& reward) {
    const bool hold = body.hold || reward.hold_minutes > 0;
    const std::int64_t units = body.units.value_or(reward.cost_units);
    RedemptionRecord record = redeem(work, reward, event.id, units, hold, reward.hold_minutes > 0 ? reward.hold_minutes : default_hold_minutes);
    if (reward.automatic || event.id.starts_with("auto-")) {   // it had issued itself; it keeps its number
        record.automatic = true;
        next_automatic_id(work, reward);
    }
    if (hold) work.state.holds.push_back(record);
    work.out.redemptions.push_back(std::move(record));
    return {};
}

}  // namespace

Result<void> request_redemption(Work& work, const Event& event, const RedemptionRequested& body) {
    const Reward* reward = find_reward(work.p(), body.reward_id);
    if (!reward) return refuse(Code::unknown_reward, "reward_id").with("reward", body.reward_id);
    if (body.decided) return stand_by(work, event, body, *reward);
    const RewardOffer o = offer(work, *reward);
    if (o.status != RewardStatus::available) return refusal_of(work, *reward, o);
    auto units = chosen_units(work, *reward, body);
    if (!units) return units.refusal();
    if (*units > balance(work, wallet_of(work, *reward))) return too_little(work, *reward, "units", *units);
    const bool hold = body.hold || reward->hold_minutes > 0;
    if (hold && work.state.holds.size() >= limits::holds) return refuse(Code::too_many_holds, "hold").with("max", static_cast<std::int64_t>(limits::holds));
    RedemptionRecord record = redeem(work, *reward, event.id, *units, hold, reward->hold_minutes > 0 ? reward->hold_minutes : default_hold_minutes);
    if (hold) work.state.holds.push_back(record);
    work.out.redemptions.push_back(std::move(record));
    return {};
}

Result<void> capture_redemption(Work& work, const RedemptionCaptured& body) {
    RedemptionRecord* hold = find_hold(work.state, body.redemption_id);
    if (!hold) return refuse(Code::redemption_not_held, "redemption_id").with("redemption", body.redemption_id);
    RedemptionRecord record = *hold;
    erase_if(work.state.holds, [&](const RedemptionRecord& r) { return r.id == body.redemption_id; });
    if (const Wallet* wallet = find_wallet(work.p(), record.wallet)) capture(work, *wallet, record.taken, work.day_of(record.requested_at));
    record.status = RedemptionStatus::captured;
    enter_redemption(work, EntryKind::redeemed, record, 0).moved = record.units;
    if (const Reward* reward = find_reward(work.p(), record.reward)) pay_out(work, *reward, record);
    work.out.redemptions.push_back(std::move(record));
    return {};
}

Result<void> void_redemption(Work& work, const RedemptionVoided& body) {
    RedemptionRecord* hold = find_hold(work.state, body.redemption_id);
    if (!hold) return refuse(Code::redemption_not_held, "redemption_id").with("redemption", body.redemption_id);
    RedemptionRecord record = *hold;
    erase_if(work.state.holds, [&](const RedemptionRecord& r) { return r.id == body.redemption_id; });
    undo(work, std::move(record), RedemptionStatus::voided);
    return {};
}

Result<void> cancel_redemption(Work& work, const Event& event, const RedemptionCancelled& body) {
    if (find_hold(work.state, body.redemption_id)) return void_redemption(work, RedemptionVoided{body.redemption_id});
    if (!event.redemption) return refuse(Code::redemption_not_attached, "redemption_id").with("redemption", body.redemption_id);
    if (event.redemption->status != RedemptionStatus::captured) {
        return refuse(Code::redemption_not_captured, "redemption_id").with("redemption", body.redemption_id);
    }
    RedemptionRecord record = *event.redemption;
    take_back_gifts(work, record);   // what was only held had paid nothing
    undo(work, std::move(record), RedemptionStatus::cancelled);
    return {};
}

void expire_holds(Work& work) {
    List<RedemptionRecord> over;
    for (const RedemptionRecord& r : work.state.holds) {
        if (r.hold_until <= work.state.clock) over.push_back(r);
    }
    erase_if(work.state.holds, [&](const RedemptionRecord& r) { return r.hold_until <= work.state.clock; });
    for (RedemptionRecord& r : over) undo(work, std::move(r), RedemptionStatus::expired);
}

}  // namespace regulars::rules
