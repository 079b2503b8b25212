// A store in memory, for the command line, vectors and tests.
#pragma once
#include <map>
#include <string>
#include <unordered_map>

#include "../list.hpp"
#include "store.hpp"

namespace regulars::host {

class MemoryStore final : public Store {
public:
    std::optional<MemberState> state(std::string_view member) override;
    void put_state(std::string_view member, const MemberState& state) override;
    std::optional<std::string> merged_into(std::string_view member) override;
    void put_merged(std::string_view member, std::string_view into) override;
    std::optional<Booked> event(std::string_view key) override;
    void put_event(std::string_view key, const Booked& booked) override;
    List<Booked> events_of(std::string_view member) override;
    void append(std::string_view member, const List<Entry>& entries) override;
    std::optional<OrderRow> order(std::string_view order_id) override;
    void put_order(std::string_view order_id, const OrderRow& row) override;
    std::optional<RedemptionRow> redemption(std::string_view redemption_id) override;
    void put_redemption(const RedemptionRow& row) override;
    void park(std::string_view order_id, const Booked& waiting) override;
    List<Booked> parked(std::string_view order_id) override;
    void unpark(std::string_view order_id) override;
    void turn_down(std::string_view, const Booked&, const Refusal&) override {}   // the answer says it
    std::int64_t counter(std::string_view key, std::int64_t initial) override;
    bool claim(std::string_view key, std::int64_t units, std::int64_t initial) override;

    void clear();

    /// The ledger of a member, oldest first.
    const List<Entry>& entries(std::string_view member) const;
    List<std::string> members() const;

private:
    std::map<std::string, MemberState, std::less<>> states_;
    std::map<std::string, std::string, std::less<>> merged_;
    std::unordered_map<std::string, Booked> events_;
    std::map<std::string, List<std::string>, std::less<>> events_of_;
    std::map<std::string, List<Entry>, std::less<>> entries_;
    std::map<std::string, OrderRow, std::less<>> orders_;
    std::map<std::string, RedemptionRow, std::less<>> redemptions_;
    std::map<std::string, List<Booked>, std::less<>> parked_;
    std::map<std::string, std::int64_t, std::less<>> counters_;
};

}  // namespace regulars::host
