#include "codes.hpp"

#include <cstdio>
#include <cstring>

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"

namespace regulars::backend {
namespace {

const char* word(CodePurpose purpose) {
    switch (purpose) {
        case CodePurpose::join: return "join";
        case CodePurpose::sign_in: return "sign_in";
        case CodePurpose::invite: break;
    }
    return "invite";
}

CodePurpose purpose_of(const std::string& text) {
    if (text == "join") return CodePurpose::join;
    return text == "sign_in" ? CodePurpose::sign_in : CodePurpose::invite;
}

/// 000000 to 999999, each as likely: numbers above the last whole million are thrown again.
std::string six_digits() {
    constexpr std::uint32_t million = 1'000'000;
    constexpr std::uint32_t fair = UINT32_MAX / million * million;
    std::uint32_t number = 0;
    do {
        std::memcpy(&number, random_bytes(sizeof number).data(), sizeof number);
    } while (number >= fair);
    char out[8];
    std::snprintf(out, sizeof out, "%06u", static_cast<unsigned>(number % million));
    return out;
}

}  // namespace

std::string CodeBook::mac(const std::string& email, std::string_view code) const {
    return hmac_sha256(key, email + '\n' + std::string(code));
}

std::string CodeBook::known_mark(const std::string& email) const {
    return base64url(hmac_sha256(key, "known\n" + email));   // no address is "known", so no code has this MAC
}

std::string CodeBook::issue(Database& db, const std::string& email, const std::string& asker, CodePurpose purpose,
                            const std::string& pending_json, std::int64_t now_ms) const {
    const auto code = six_digits();
    db.run("DELETE FROM codes WHERE expires_at_ms < ?", now_ms - code_life_ms);
    db.run(
        "INSERT INTO codes (email, asker, mac, purpose, pending, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (email, asker) DO UPDATE SET mac = excluded.mac, purpose = excluded.purpose,"
        " pending = excluded.pending, expires_at_ms = excluded.expires_at_ms, tries = 0, tries_of_others = 0",
        email, Blob{sha256(asker)}, Blob{mac(email, code)}, word(purpose), pending_json, now_ms + code_life_ms);
    return code;
}

namespace {

/// The one row of a try that was counted, if any: whether the code is right, and what for.
bool is_right(Query counted, const std::string& given, CodePurpose& purpose) {
    const bool there = counted.next();
    const auto kept = there ? counted.text(0) : std::string(32, '\0');
    const auto kept_for = there ? purpose_of(counted.text(1)) : CodePurpose::invite;
    const bool right = equal_constant_time(kept, given) && kept_for != CodePurpose::invite;
    if (right) purpose = kept_for;
    return right;
}

}  // namespace

CodeBook::Found CodeBook::check(Database& db, const std::string& email, const std::string& asker,
                                std::string_view typed, std::int64_t now_ms) const {
    Found found;
    const auto given = mac(email, typed);
    const auto who = sha256(asker);
    // The tries are counted before anything is compared; without a live code no row changes and nothing is compared.
    const bool own = is_right(db.query("UPDATE codes SET tries = tries + 1 WHERE email = ? AND asker = ? AND tries < ?"
                                       " AND expires_at_ms > ? RETURNING mac, purpose",
                                       email, Blob{who}, code_tries, now_ms),
                              given, found.purpose);
    const bool newest = is_right(
        db.query("UPDATE codes SET tries_of_others = tries_of_others + 1 WHERE email = ? AND asker <> ?"
                 " AND tries_of_others < ? AND asker = (SELECT asker FROM codes WHERE email = ? AND purpose <> 'invite'"
                 " AND expires_at_ms > ? ORDER BY expires_at_ms DESC, asker LIMIT 1) RETURNING mac, purpose",
                 email, Blob{who}, code_tries, email, now_ms),
        given, found.purpose);
    found.right = own || newest;
    if (!found.right) return found;
    found.pending_json = pending_join(db, email, asker, now_ms);
    db.run("DELETE FROM codes WHERE email = ?", email);
    return found;
}

std::string CodeBook::pending_join(Database& db, const std::string& email, const std::string& asker,
                                   std::int64_t now_ms) const {
    Query q = db.query("SELECT pending FROM codes WHERE email = ? AND asker = ? AND purpose = 'join' AND expires_at_ms > ?",
                       email, Blob{sha256(asker)}, now_ms);
    return q.next() ? q.text(0) : std::string();
}

}  // namespace regulars::backend
