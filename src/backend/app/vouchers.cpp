#include "vouchers.hpp"

#include "backend/clock.hpp"
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/identity/email.hpp"
#include "backend/json_text.hpp"
#include "members.hpp"

namespace regulars::backend {
namespace {

constexpr std::size_t code_bytes = 10;       // 80 bits
constexpr std::size_t code_characters = 16;

#define VOUCHER_COLUMNS \
    "redemption_id, reward_id, kind, name, value_minor, percent, issued_at_ms, expires_at_ms, state"

/// Where a voucher stands, for the answer that says why a step was not possible.
struct Standing {
    std::string state;
    std::string checkout_id;
    std::string order_id;
    std::optional<std::int64_t> reserved_until_ms;
    std::optional<std::int64_t> expires_at_ms;
    std::string member_id;
};

std::optional<Standing> standing(Database& db, const std::string& mac) {
    Query q = db.query(
        "SELECT state, checkout_id, order_id, reserved_until_ms, expires_at_ms, member_id FROM vouchers"
        " WHERE code_mac = ?",
        Blob{mac});
    if (!q.next()) return std::nullopt;
    return Standing{q.text(0), q.text(1), q.text(2), q.maybe_number(3), q.maybe_number(4), q.text(5)};
}

/// Whose it is by the shop's id of her, else by her address; accounts that were merged into hers are she too.
bool belongs_to(Database& db, const std::string& member_id, const Vouchers::Customer& customer) {
    if (!customer.id && !customer.email) return true;
    const auto owner = member_by_id(db, member_id);
    if (!owner) return false;
    if (customer.id) {
        if (const auto known = member_by_customer(db, *customer.id)) return known->id == owner->id;
        if (owner->customer_id) return false;   // the shop has another id of her
    }
    const auto email = customer.email ? normal_email(*customer.email) : std::nullopt;
    const auto known = email ? member_by_email(db, *email) : std::nullopt;
    return known && known->id == owner->id;
}

bool is_over(const Standing& s, std::int64_t now_ms) {
    return s.state == "expired" || (s.state != "used" && s.expires_at_ms && *s.expires_at_ms <= now_ms);
}

/// Why this checkout cannot have the voucher; ok where nothing stands in the way.
Refusal obstacle(const Standing& s, const std::string& checkout_id, std::int64_t now_ms) {
    if (s.state == "used") return refuse(Code::voucher_used);
    if (is_over(s, now_ms)) {
        return refuse(Code::voucher_expired).with("expires_at", instant_text(s.expires_at_ms.value_or(now_ms)));
    }
    const bool held = s.state == "reserved" && s.reserved_until_ms.value_or(0) > now_ms;
    if (held && s.checkout_id != checkout_id) return refuse(Code::voucher_reserved);
    return {};
}

}  // namespace

Vouchers::Vouchers(std::string code_key, std::string lookup_key)
    : code_key_(std::move(code_key)), lookup_key_(std::move(lookup_key)) {}

std::string Vouchers::code(const std::string& redemption_id) const {
    const auto plain = crockford(std::string_view(hmac_sha256(code_key_, redemption_id)).substr(0, code_bytes));
    std::string out;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += '-';
        out += plain[i];
    }
    return out;
}

std::string Vouchers::lookup(std::string_view normal_code) const { return hmac_sha256(lookup_key_, normal_code); }

std::string Vouchers::typed_lookup(std::string_view typed) const {
    const auto normal = normal_crockford(typed);
    return lookup(normal && normal->size() == code_characters ? *normal : "");
}

void Vouchers::issue(Database& db, const VoucherTerms& t, std::int64_t now_ms) const {
    const auto mac = typed_lookup(code(t.redemption_id));
    db.run(
        "INSERT INTO vouchers (code_mac, redemption_id, member_id, reward_id, kind, name, value_minor, percent,"
        " issued_at_ms, expires_at_ms, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'issued')"
        " ON CONFLICT (redemption_id) DO NOTHING",
        Blob{mac}, t.redemption_id, t.member_id, t.reward_id, t.kind, t.name_json, t.value_minor, t.percent, now_ms,
        t.expires_at_ms);
}

Refusal Vouchers::bound(Database& db, const std::string& redemption_id, std::int64_t now_ms) const {
    Query q = db.query("SELECT state, reserved_until_ms FROM vouchers WHERE redemption_id = ?", redemption_id);
    if (!q.next()) return {};
    const auto state = q.text(0);
    if (state == "used") return refuse(Code::redemption_used, "redemption_id").with("redemption", redemption_id);
    const bool held = state == "reserved" && q.maybe_number(1).value_or(0) > now_ms;
    return held ? refuse(Code::voucher_reserved, "redemption_id") : Refusal{};
}

void Vouchers::withdraw(Database& db, const std::string& redemption_id, std::int64_t now_ms) const {
    db.run("UPDATE vouchers SET state = 'expired', expires_at_ms = ? WHERE redemption_id = ? AND state <> 'used'",
           now_ms, redemption_id);
}

Result<std::string> Vouchers::reserve(Database& db, std::string_view typed, const std::string& checkout_id,
                                      const Customer& customer, std::int64_t now_ms) const {
    const auto mac = typed_lookup(typed);
    const auto found = standing(db, mac);
    // Somebody else's voucher is answered exactly as one that does not exist.
    if (!found || !belongs_to(db, found->member_id, customer)) return refuse(Code::voucher_unknown);
    const auto changed = db.run(
        "UPDATE vouchers SET state = 'reserved', checkout_id = ?, reserved_until_ms = ? WHERE code_mac = ?"
        " AND (expires_at_ms IS NULL OR expires_at_ms > ?) AND (state IN ('issued', 'released')"
        " OR (state = 'reserved' AND (checkout_id = ? OR reserved_until_ms <= ?)))",
        checkout_id, now_ms + reservation_ms, Blob{mac}, now_ms, checkout_id, now_ms);
    if (changed == 0) return obstacle(*found, checkout_id, now_ms);
    db.run("INSERT INTO voucher_reservations (code_mac, checkout_id) VALUES (?, ?) ON CONFLICT DO NOTHING", Blob{mac}, checkout_id);
    return shown_by_mac(db, mac, now_ms);
}

Result<std::string> Vouchers::use(Database& db, std::string_view typed, const std::string& checkout_id,
                                  const std::string& order_id, std::int64_t now_ms) const {
    const auto mac = typed_lookup(typed);
    // The expiry was judged when the checkout reserved it. A payment that took its time still counts, also when another
    // checkout has reserved the voucher meanwhile: the discount is given. What nobody may have twice is its use.
    const auto changed = db.run(
        "UPDATE vouchers SET state = 'used', checkout_id = ?2, order_id = ?3 WHERE code_mac = ?1 AND state NOT IN ('used', 'expired')"
        " AND EXISTS (SELECT 1 FROM voucher_reservations WHERE code_mac = ?1 AND checkout_id = ?2)",
        Blob{mac}, checkout_id, order_id);
    if (changed == 1) {
        db.run("DELETE FROM voucher_reservations WHERE code_mac = ?", Blob{mac});
        return shown_by_mac(db, mac, now_ms);
    }
    const auto found = standing(db, mac);
    if (!found) return refuse(Code::voucher_unknown);
    if (found->state == "used" && found->checkout_id == checkout_id && found->order_id == order_id) {
        return shown_by_mac(db, mac, now_ms);
    }
    const auto why = obstacle(*found, checkout_id, now_ms);
    return why.code != Code::ok ? why : refuse(Code::voucher_released);
}

Result<std::string> Vouchers::release(Database& db, std::string_view typed, const std::string& checkout_id,
                                      std::int64_t now_ms) const {
    const auto mac = typed_lookup(typed);
    db.run(
        "UPDATE vouchers SET state = 'released', reserved_until_ms = NULL WHERE code_mac = ? AND state = 'reserved'"
        " AND checkout_id = ?",
        Blob{mac}, checkout_id);
    const auto given_up = db.run("DELETE FROM voucher_reservations WHERE code_mac = ? AND checkout_id = ?", Blob{mac}, checkout_id);
    if (given_up == 1) return shown_by_mac(db, mac, now_ms);
    const auto found = standing(db, mac);
    if (!found) return refuse(Code::voucher_unknown);
    if (found->state == "released" && found->checkout_id == checkout_id) return shown_by_mac(db, mac, now_ms);
    const auto why = obstacle(*found, checkout_id, now_ms);
    return why.code != Code::ok ? why : refuse(Code::voucher_released);
}

std::string Vouchers::shown(Query& row, std::int64_t now_ms) const {
    const auto redemption_id = row.text(0);
    const auto expires_at = row.maybe_number(7);
    auto state = row.text(8);
    if (state != "used" && expires_at && *expires_at <= now_ms) state = "expired";
    JsonObject out;
    out.text("code", code(redemption_id)).text("reward_id", row.text(1)).raw("name", row.text(3));
    out.text("kind", row.text(2)).maybe_number("value_minor", row.maybe_number(4));
    out.maybe_text("percent", row.maybe_text(5)).text("state", state);
    out.text("issued_at", instant_text(row.number(6)));
    if (expires_at) {
        out.text("expires_at", instant_text(*expires_at));
    } else {
        out.null("expires_at");
    }
    return out.text("redemption_id", redemption_id).str();
}

std::string Vouchers::shown_by_mac(Database& db, const std::string& mac, std::int64_t now_ms) const {
    Query q = db.query("SELECT " VOUCHER_COLUMNS " FROM vouchers WHERE code_mac = ?", Blob{mac});
    return q.next() ? shown(q, now_ms) : "null";
}

std::string Vouchers::of_redemption(Database& db, const std::string& redemption_id, std::int64_t now_ms) const {
    Query q = db.query("SELECT " VOUCHER_COLUMNS " FROM vouchers WHERE redemption_id = ?", redemption_id);
    return q.next() ? shown(q, now_ms) : "null";
}

std::string Vouchers::of_member(Database& db, const std::string& member_id, std::int64_t now_ms) const {
    Query q = db.query("SELECT " VOUCHER_COLUMNS
                       " FROM vouchers WHERE member_id = ? ORDER BY issued_at_ms DESC, redemption_id LIMIT 100",
                       member_id);
    JsonArray out;
    while (q.next())
        out.raw(shown(q, now_ms));
    return out.str();
}

}  // namespace regulars::backend
