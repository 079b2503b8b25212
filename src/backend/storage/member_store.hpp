// The engine host's storage over our tables, inside the transaction of one request.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/compile.hpp"
#include "engine/host/store.hpp"
#include "sqlite.hpp"

namespace regulars::backend {

/// {"type", "id", "code", "path", "detail"}: an event that had waited and was refused when its turn came.
std::string turned_down_text(const Event& event, const Refusal& why);

class MemberStore final : public host::Store {
public:
    /// Called for each redemption that was made or changed, after it was written.
    using OnRedemption = std::function<void(const host::RedemptionRow&)>;

    /// To read.
    MemberStore(Database& db, std::int64_t now_ms) : db_(db), now_ms_(now_ms) {}
    /// To book: the programme says when something falls due for a state that is written.
    MemberStore(Database& db, std::int64_t now_ms, const ProgrammeHistory& history, OnRedemption on_redemption)
        : db_(db), now_ms_(now_ms), history_(&history), on_redemption_(std::move(on_redemption)) {}

    std::optional<MemberState> state(std::string_view member) override;
    void put_state(std::string_view member, const MemberState& state) override;
    std::optional<std::string> merged_into(std::string_view member) override;
    void put_merged(std::string_view member, std::string_view into) override;
    std::optional<host::Booked> event(std::string_view key) override;
    void put_event(std::string_view key, const host::Booked& booked) override;
    List<host::Booked> events_of(std::string_view member) override;
    void append(std::string_view member, const List<Entry>& entries) override;
    std::optional<host::OrderRow> order(std::string_view order_id) override;
    void put_order(std::string_view order_id, const host::OrderRow& row) override;
    std::optional<host::RedemptionRow> redemption(std::string_view redemption_id) override;
    void put_redemption(const host::RedemptionRow& row) override;
    void park(std::string_view order_id, const host::Booked& waiting) override;
    List<host::Booked> parked(std::string_view order_id) override;
    void unpark(std::string_view order_id) override;
    void turn_down(std::string_view awaited, const host::Booked& waited, const Refusal& why) override;
    std::int64_t counter(std::string_view key, std::int64_t initial) override;
    bool claim(std::string_view key, std::int64_t units, std::int64_t initial) override;

private:
    Database& db_;
    std::int64_t now_ms_;
    const ProgrammeHistory* history_ = nullptr;
    OnRedemption on_redemption_;
};

}  // namespace regulars::backend
