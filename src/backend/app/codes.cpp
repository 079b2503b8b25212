#include "codes.hpp"

#include <cstdio>
#include <cstring>

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

std::string CodeBook::issue(Database& db, const std::string& email, CodePurpose purpose,
                            const std::string& pending_json, std::int64_t now_ms) const {
    const auto code = six_digits();
    db.run("DELETE FROM codes WHERE expires_at_ms < ?", now_ms - code_life_ms);
    db.run(
        "INSERT INTO codes (email, mac, purpose, pending, expires_at_ms, tries) VALUES (?, ?, ?, ?, ?, 0)"
        " ON CONFLICT (email) DO UPDATE SET mac = excluded.mac, purpose = excluded.purpose, pending = excluded.pending,"
        " expires_at_ms = excluded.expires_at_ms, tries = 0",
        email, Blob{mac(email, code)}, word(purpose), pending_json, now_ms + code_life_ms);
    return code;
}

CodeBook::Found CodeBook::check(Database& db, const std::string& email, std::string_view typed,
                                std::int64_t now_ms) const {
    Found found;
    const auto given = mac(email, typed);
    // The try is counted before anything is compared; without a live code no row changes and nothing is compared.
    const auto counted = db.run("UPDATE codes SET tries = tries + 1 WHERE email = ? AND tries < ? AND expires_at_ms > ?",
                                email, code_tries, now_ms);
    {
        Query q = db.query("SELECT mac, purpose, pending FROM codes WHERE email = ?", email);
        const bool there = q.next();
        const auto kept = there ? q.text(0) : std::string(32, '\0');
        found.right = equal_constant_time(kept, given) && there && counted == 1;
        if (found.right) {
            found.purpose = purpose_of(q.text(1));
            found.pending_json = q.text(2);
        }
    }
    if (found.right && found.purpose == CodePurpose::invite) found.right = false;
    if (found.right) db.run("DELETE FROM codes WHERE email = ?", email);
    return found;
}

std::string CodeBook::pending_join(Database& db, const std::string& email, std::int64_t now_ms) const {
    Query q = db.query("SELECT pending FROM codes WHERE email = ? AND purpose = 'join' AND expires_at_ms > ?", email,
                       now_ms);
    return q.next() ? q.text(0) : std::string();
}

}  // namespace regulars::backend
