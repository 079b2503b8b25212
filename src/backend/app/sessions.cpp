#include "sessions.hpp"

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/text.hpp"
#include "backend/json_text.hpp"
#include "codes.hpp"

namespace regulars::backend {
namespace {

/// Over https a name that no other host of the domain can set.
struct CookieName {
    std::string_view plain;
    std::string_view https;
};
constexpr CookieName session_name{"regulars_session", "__Host-regulars_session"};
constexpr CookieName asker_name{"regulars_asker", "__Host-regulars_asker"};
constexpr CookieName known_name{"regulars_known", "__Host-regulars_known"};
constexpr std::int64_t known_life_s = 365LL * 24 * 3600;
constexpr std::size_t asker_bytes = 32;
constexpr std::size_t asker_chars = 43;   // of base64url
constexpr std::string_view issuer = "regulars";
constexpr std::string_view audience = "regulars-member";
constexpr std::string_view token_type = "at+jwt";
constexpr std::string_view key_id = "access";

std::string cookie_text(const CookieName& name, std::string_view value, bool https, std::int64_t max_age_s) {
    std::string line(https ? name.https : name.plain);
    line.append("=").append(value).append("; Path=/; Max-Age=").append(std::to_string(max_age_s));
    line.append("; HttpOnly; SameSite=Lax");
    if (https) line.append("; Secure");
    return line;
}

std::string named_cookie(const Request& request, const CookieName& name) {
    if (request.header("sec-fetch-site") == "cross-site" || request.count("cookie") != 1) return {};
    const auto header = request.header("cookie");
    if (const auto value = cookie(header, name.https)) return *value;
    // Over https only the name that no other host of the domain can set counts.
    return request.https ? std::string() : cookie(header, name.plain).value_or("");
}

}  // namespace

SessionStart start_session(Database& db, const std::string& member_id, std::int64_t now_ms) {
    const SessionStart start{base64url(random_bytes(16)), base64url(random_bytes(32))};
    db.run("DELETE FROM sessions WHERE expires_at_ms < ?", now_ms);
    db.run("INSERT INTO sessions (token_sha256, id, member_id, created_at_ms, expires_at_ms) VALUES (?, ?, ?, ?, ?)",
           Blob{sha256(start.cookie)}, start.id, member_id, now_ms, now_ms + session_life_ms);
    return start;
}

std::optional<SessionFound> session_of_cookie(Database& db, std::string_view cookie, std::int64_t now_ms) {
    if (cookie.empty() || cookie.size() > 100) return std::nullopt;
    const auto hash = sha256(cookie);
    Query q = db.query("SELECT id, member_id FROM sessions WHERE token_sha256 = ? AND expires_at_ms > ?", Blob{hash},
                       now_ms);
    if (!q.next()) return std::nullopt;
    return SessionFound{q.text(0), q.text(1)};
}

void end_session(Database& db, std::string_view id) { db.run("DELETE FROM sessions WHERE id = ?", id); }

bool session_lives(Database& db, std::string_view id, std::string_view member_id, std::int64_t now_ms) {
    Query q = db.query("SELECT 1 FROM sessions WHERE id = ? AND member_id = ? AND expires_at_ms > ?", id, member_id,
                       now_ms);
    return q.next();
}

std::string session_cookie(const Request& request) { return named_cookie(request, session_name); }

std::string cookie_line(std::string_view value, bool https) {
    return cookie_text(session_name, value, https, session_life_ms / 1000);
}

std::string cookie_end_line(bool https) { return cookie_text(session_name, "", https, 0); }

std::string asker_cookie(const Request& request) {
    auto value = named_cookie(request, asker_name);
    return value.size() == asker_chars ? value : std::string();
}

std::string new_asker() { return base64url(random_bytes(asker_bytes)); }

std::string asker_line(std::string_view asker, bool https) {
    return cookie_text(asker_name, asker, https, code_life_ms / 1000);
}

std::string known_cookie(const Request& request) { return named_cookie(request, known_name); }

std::string known_line(std::string_view mark, bool https) { return cookie_text(known_name, mark, https, known_life_s); }

std::string AccessTokens::issue(const std::string& member_id, const std::string& session_id,
                                std::int64_t now_ms) const {
    JsonObject claims;
    claims.text("iss", issuer).text("aud", audience).text("sub", member_id);
    if (!session_id.empty()) claims.text("sid", session_id);
    claims.number("iat", now_ms / 1000).number("exp", now_ms / 1000 + access_life_s);
    return sign_jwt(key_id, token_type, key, claims.str());
}

Result<AccessTokens::Bearer> AccessTokens::read(std::string_view token, std::int64_t now_ms) const {
    const JwtKeys keys{{std::string(key_id), key}};
    const JwtRules rules{std::string(issuer), std::string(audience), access_life_s, std::string(token_type), 0};
    const auto claims = verify_jwt(token, keys, rules, now_ms / 1000);
    if (!claims) return claims.refusal();
    const auto member = claim_text(*claims, "sub");
    if (!member) return refuse(Code::token_invalid);
    return Bearer{*member, claim_text(*claims, "sid").value_or("")};
}

}  // namespace regulars::backend
