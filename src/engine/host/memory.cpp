#include "memory.hpp"

namespace regulars::host {

namespace {

template <class Map>
auto found(const Map& map, std::string_view key) -> std::optional<typename Map::mapped_type> {
    const auto it = map.find(std::string(key));
    if (it == map.end()) return std::nullopt;
    return it->second;
}

}  // namespace

std::optional<MemberState> MemoryStore::state(std::string_view member) { return found(states_, member); }
void MemoryStore::put_state(std::string_view member, const MemberState& state) { states_[std::string(member)] = state; }
std::optional<std::string> MemoryStore::merged_into(std::string_view member) { return found(merged_, member); }

void MemoryStore::put_merged(std::string_view member, std::string_view into) {
    merged_[std::string(member)] = into;
    for (auto& [id, row] : orders_) {
        if (row.member == member) row.member = into;
    }
    for (auto& [id, row] : redemptions_) {
        if (row.member == member) row.member = into;
    }
}

std::optional<Booked> MemoryStore::event(std::string_view key) { return found(events_, key); }

void MemoryStore::put_event(std::string_view key, const Booked& booked) {
    events_[std::string(key)] = booked;
    events_of_[booked.member].push_back(std::string(key));
}

List<Booked> MemoryStore::events_of(std::string_view member) {
    List<Booked> list;
    const auto it = events_of_.find(member);
    if (it == events_of_.end()) return list;
    for (const std::string& key : it->second) list.push_back(events_.at(key));
    return list;
}

void MemoryStore::append(std::string_view member, const List<Entry>& entries) {
    entries_[std::string(member)].append(entries.begin(), entries.end());
}

std::optional<OrderRow> MemoryStore::order(std::string_view order_id) { return found(orders_, order_id); }
void MemoryStore::put_order(std::string_view order_id, const OrderRow& row) { orders_[std::string(order_id)] = row; }
std::optional<RedemptionRow> MemoryStore::redemption(std::string_view id) { return found(redemptions_, id); }
void MemoryStore::put_redemption(const RedemptionRow& row) { redemptions_[row.record.id] = row; }
void MemoryStore::park(std::string_view order_id, const Booked& waiting) { parked_[std::string(order_id)].push_back(waiting); }
List<Booked> MemoryStore::parked(std::string_view order_id) { return found(parked_, order_id).value_or(List<Booked>{}); }
void MemoryStore::unpark(std::string_view order_id) { parked_.erase(std::string(order_id)); }
std::int64_t MemoryStore::counter(std::string_view key, std::int64_t initial) { return found(counters_, key).value_or(initial); }

bool MemoryStore::claim(std::string_view key, std::int64_t units, std::int64_t initial) {
    const std::int64_t left = counter(key, initial);
    if (units > left) return false;
    counters_[std::string(key)] = left - units;
    return true;
}

void MemoryStore::clear() {
    states_.clear();
    merged_.clear();
    events_.clear();
    events_of_.clear();
    entries_.clear();
    orders_.clear();
    redemptions_.clear();
    parked_.clear();
    counters_.clear();
}

const List<Entry>& MemoryStore::entries(std::string_view member) const {
    static const List<Entry> none;
    const auto it = entries_.find(member);
    return it == entries_.end() ? none : it->second;
}

List<std::string> MemoryStore::members() const {
    List<std::string> list;
    for (const auto& [id, state] : states_) list.push_back(id);
    return list;
}

}  // namespace regulars::host
