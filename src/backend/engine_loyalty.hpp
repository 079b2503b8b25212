// Loyalty over the real engine and its host driver.
#pragma once
#include <map>

#include "app/vouchers.hpp"
#include "backend/storage/member_store.hpp"
#include "engine/compile.hpp"
#include "engine/host/host.hpp"
#include "engine/json/document.hpp"
#include "loyalty.hpp"

namespace regulars::backend {

class EngineLoyalty final : public Loyalty {
public:
    /// Loads every version of the programme. Throws std::runtime_error for one that the engine refuses.
    EngineLoyalty(Store& store, const Vouchers& vouchers);

    std::string compiled() const override;
    bool shares() const override { return shares_; }
    std::string compiled_now(Database& db) const override;
    Refusal check(std::string_view event_json) override;
    std::string occurred_at(std::string_view event_json) override;
    Result<Answer> submit(Tx& tx, const std::string& member_id, std::string_view event_json) override;
    std::vector<std::string> due(Database& db, std::int64_t now_ms, std::int64_t most) override;
    bool settle(Tx& tx, const std::string& member_id, std::int64_t now_ms) override;
    std::int64_t decision_time(Database& db, const std::string& member_id, std::int64_t now_ms) override;
    std::string summary(Database& db, const std::string& member_id, std::int64_t at_ms) override;
    std::string state(Database& db, const std::string& member_id) override;
    Result<std::string> quote(Database& db, const std::string& member_id, std::string_view order_json,
                              std::int64_t at_ms) override;
    std::optional<Redemption> redemption(Database& db, const std::string& id) override;
    std::optional<Order> order(Database& db, const std::string& id) override;

private:
    void load(std::int64_t version, std::int64_t active_from_ms, const std::string& document);
    void settle_voucher(Database& db, const host::RedemptionRow& row, std::int64_t now_ms) const;

    const Vouchers& vouchers_;
    ProgrammeHistory history_;
    bool shares_ = false;                                ///< the newest version
    std::map<std::int64_t, json::Document> documents_;   ///< by version: names of rewards for vouchers
};

}  // namespace regulars::backend
