// Who is signed in. A session is a random token in a first-party cookie, of which the server keeps only the hash. What
// pages use is an access token: five minutes, signed by us, held in memory, and void as soon as its session ends.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "backend/http/message.hpp"
#include "backend/identity/jwt.hpp"
#include "backend/storage/sqlite.hpp"

namespace regulars::backend {

inline constexpr std::int64_t session_life_ms = 90LL * 24 * 3600 * 1000;
inline constexpr std::int64_t access_life_s = 300;

struct SessionStart {
    std::string id;       ///< goes into access tokens
    std::string cookie;   ///< goes to the browser, once
};
SessionStart start_session(Database& db, const std::string& member_id, std::int64_t now_ms);

struct SessionFound {
    std::string id;
    std::string member_id;
};
std::optional<SessionFound> session_of_cookie(Database& db, std::string_view cookie, std::int64_t now_ms);
void end_session(Database& db, std::string_view id);

/// The value of our cookie, or empty. A request that a browser made for another site brings none.
std::string session_cookie(const Request& request);
/// The browser that asks for a code: a random name, for as long as the code lives. Empty where it has none (yet).
std::string asker_cookie(const Request& request);
std::string new_asker();
std::string asker_line(std::string_view asker, bool https);

/// The mark of a browser in which somebody was signed in before (CodeBook::known_mark), also after she signed out.
std::string known_cookie(const Request& request);
std::string known_line(std::string_view mark, bool https);

/// Set-Cookie for a new session, and for the end of one.
std::string cookie_line(std::string_view value, bool https);
std::string cookie_end_line(bool https);

struct AccessTokens {
    JwtKey key;

    /// `session_id` empty: the shop vouched for her, and no session of ours stands behind it.
    std::string issue(const std::string& member_id, const std::string& session_id, std::int64_t now_ms) const;

    struct Bearer {
        std::string member_id;
        std::string session_id;
    };
    /// The signature and times only; the caller looks whether the session still lives.
    Result<Bearer> read(std::string_view token, std::int64_t now_ms) const;
};

bool session_lives(Database& db, std::string_view id, std::string_view member_id, std::int64_t now_ms);

}  // namespace regulars::backend
