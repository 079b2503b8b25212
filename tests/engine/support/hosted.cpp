#include "hosted.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/json/stored.hpp"

namespace regulars::testing {

namespace {

std::string first_answer(const Outcome& out) {
    std::string text = std::to_string(out.entries.size()) + ":" + json::write_state(out.next);
    for (const Award& a : out.awards) text += " " + a.rule + "=" + std::to_string(a.units);
    return text;
}

}  // namespace

Hosted::Hosted(const Scenario& scenario, const Shape& shape, std::size_t members) : programme(history_of(scenario)), host(programme, store, first_answer) {
    for (std::size_t i = 0; i < members; ++i) {
        walks_.emplace_back(scenario, shape.kinds);
        walks_.back().state = MemberState{};
        const Civil birth = civil(Zone{}.day({start_of(scenario).ms + 40 * ms_per_day}));
        Event join = joined(start_of(scenario), {birth.month, birth.day});
        join.id += "-" + name(i);
        if (!submit(i, join).ok()) throw std::logic_error("joining was refused");
    }
}

std::optional<Event> Hosted::event_of(std::size_t member, const Step& step) {
    auto e = walks_[member].event_of(step);
    if (!e || std::holds_alternative<TimeAdvanced>(e->body)) return e;
    e->id = name(member) + ":" + e->id;
    if (auto* o = std::get_if<OrderPlaced>(&e->body)) o->order.id = e->id;
    return e;
}

Result<host::Answer> Hosted::submit(std::size_t member, const Event& event) {
    auto answer = host.submit(name(member), event);
    if (!answer) return answer;
    if (const auto* r = std::get_if<OrderRefunded>(&event.body)) waited_for_.insert(r->order_id);
    if (const auto* o = std::get_if<OrderEvent>(&event.body)) waited_for_.insert(o->order_id);
    if (const auto* o = std::get_if<OrderPlaced>(&event.body)) walks_[member].orders[event.id].order = o->order;
    look(member, *answer);
    return answer;
}

/// Late events change records of others too, so all that are known are read again.
void Hosted::look(std::size_t member, const host::Answer& answer) {
    Walk& walk = walks_[member];
    walk.state = state(member);
    walk.last = answer.outcome;
    for (auto& [id, record] : walk.orders) {
        if (const auto row = store.order(id)) record = row->record;
    }
    for (const RedemptionRecord& r : answer.outcome.redemptions) walk.redemptions[r.id] = r;
    for (const Entry& e : ledger(member)) {
        if (!e.redemption.empty()) walk.redemptions[e.redemption];
    }
    for (auto& [id, record] : walk.redemptions) {
        if (const auto row = store.redemption(id)) record = row->record;
    }
}

MemberState Hosted::state(std::size_t member) { return store.state(name(member)).value_or(MemberState{}); }

std::int64_t Hosted::balance(std::size_t member, std::string_view wallet) {
    World look_at{programme};
    look_at.state = state(member);
    return look_at.balance(wallet);
}

std::string Hosted::digest() {
    std::string text;
    for (std::size_t i = 0; i < size(); ++i) {
        text += json::write_state(state(i)) + "\n" + std::to_string(store.events_of(name(i)).size()) + " events, entries";
        for (const Entry& e : ledger(i)) text += " " + std::to_string(e.at.ms) + "/" + std::to_string(static_cast<int>(e.kind)) + "/" + e.wallet + "/" + std::to_string(e.units);
        for (const auto& [id, record] : walks_[i].orders) {
            if (const auto row = store.order(id)) text += "\n" + json::write_order_record(row->record);
        }
        for (const auto& [id, record] : walks_[i].redemptions) {
            if (const auto row = store.redemption(id)) text += "\n" + json::write_redemption_record(row->record);
        }
        text += "\n";
    }
    for (const std::string& order : waited_for_) text += " " + order + ":" + std::to_string(store.parked(order).size());
    const Program& p = programme.latest();
    for (const Reward& r : p.rewards) text += " " + r.id + ":" + std::to_string(store.counter("stock:" + r.id, -1));
    for (const EarnRule& r : p.earning) text += " " + r.id + ":" + std::to_string(store.counter("budget:" + r.id, -1));
    for (const Campaign& c : p.campaigns) text += " " + c.id + ":" + std::to_string(store.counter("budget:" + c.id, -1));
    return text;
}

std::int64_t Hosted::given_away(std::string_view reward) const {
    std::int64_t sum = 0;
    for (const Walk& walk : walks_) {
        for (const auto& [id, r] : walk.redemptions) {
            if (r.reward == reward && (r.status == RedemptionStatus::captured || r.status == RedemptionStatus::held)) ++sum;
        }
    }
    return sum;
}

}  // namespace regulars::testing
