// Voucher codes: what a captured redemption is worth at the shop's checkout, once.
//
//     issued ---reserve--> reserved ---use--> used
//        \                 |     ^
//         \            release  reserve
//          expire          v     |
//           `--> expired <- released
//
// A code is 80 bits of HMAC over the redemption's id: it can be shown to its member again, yet the database holds only
// the MAC of it. Every step is one conditional UPDATE, so that two checkouts cannot both succeed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "backend/http/message.hpp"
#include "backend/storage/sqlite.hpp"
#include "engine/result.hpp"

namespace regulars::backend {

/// How long a checkout holds a voucher; afterwards another may take it.
inline constexpr std::int64_t reservation_ms = 30 * 60 * 1000;

struct VoucherTerms {
    std::string redemption_id;
    std::string member_id;
    std::string reward_id;
    std::string kind;
    std::string name_json;   ///< {"vi": ..., "en": ...}
    std::optional<std::int64_t> value_minor;
    std::optional<std::string> percent;
    std::optional<std::int64_t> expires_at_ms;
};

class Vouchers {
public:
    /// Both keys are the server's; without them nobody can make a code that holds, not even with the database.
    Vouchers(std::string code_key, std::string lookup_key);

    /// "7KQ2-9FZC-M3XA-T0BD"
    std::string code(const std::string& redemption_id) const;

    /// Nothing happens for a redemption that has its voucher already.
    void issue(Database& db, const VoucherTerms& terms, std::int64_t now_ms) const;
    /// Why the redemption cannot be taken back: its voucher was used, or a checkout has it in hand.
    Refusal bound(Database& db, const std::string& redemption_id, std::int64_t now_ms) const;
    /// The redemption was taken back: an unused voucher stops working.
    void withdraw(Database& db, const std::string& redemption_id, std::int64_t now_ms) const;

    struct Customer {
        std::optional<std::string> id;
        std::optional<std::string> email;
    };
    Result<std::string> reserve(Database& db, std::string_view typed, const std::string& checkout_id,
                                const Customer& customer, std::int64_t now_ms) const;
    Result<std::string> use(Database& db, std::string_view typed, const std::string& checkout_id,
                            const std::string& order_id, std::int64_t now_ms) const;
    Result<std::string> release(Database& db, std::string_view typed, const std::string& checkout_id,
                                std::int64_t now_ms) const;

    /// JSON of one, or of all of a member's, newest first.
    std::string of_redemption(Database& db, const std::string& redemption_id, std::int64_t now_ms) const;
    std::string of_member(Database& db, const std::string& member_id, std::int64_t now_ms) const;

private:
    std::string lookup(std::string_view normal_code) const;
    /// The MAC by which a typed code is found; of nothing where it is no code at all.
    std::string typed_lookup(std::string_view typed) const;
    std::string shown(Query& row, std::int64_t now_ms) const;
    std::string shown_by_mac(Database& db, const std::string& mac, std::int64_t now_ms) const;

    std::string code_key_;
    std::string lookup_key_;
};

}  // namespace regulars::backend
