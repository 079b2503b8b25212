// One-time codes for joining and signing in. For an address there is at most one, and it is stored the same way for
// members, newcomers and strangers, so that neither the answer nor the work tells which she is.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "backend/storage/sqlite.hpp"

namespace regulars::backend {

enum class CodePurpose { join, sign_in, invite };   ///< invite: the mail carries no code, so none can be right

inline constexpr std::int64_t code_life_ms = 10 * 60 * 1000;
inline constexpr int code_tries = 5;

struct CodeBook {
    std::string key;   ///< the server's, for the MAC

    /// Six random digits, remembered (as a MAC) with what the newcomer gave. An earlier code stops working.
    std::string issue(Database& db, const std::string& email, CodePurpose purpose, const std::string& pending_json,
                      std::int64_t now_ms) const;

    struct Found {
        bool right = false;
        CodePurpose purpose = CodePurpose::invite;
        std::string pending_json;
    };
    /// Counts the try (keep the transaction also when it was wrong); a right code is used up.
    Found check(Database& db, const std::string& email, std::string_view typed, std::int64_t now_ms) const;

    /// What an address that waits for its first code gave when it asked to join; empty where nothing waits.
    std::string pending_join(Database& db, const std::string& email, std::int64_t now_ms) const;

private:
    std::string mac(const std::string& email, std::string_view code) const;
};

}  // namespace regulars::backend
