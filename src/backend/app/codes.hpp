// One-time codes for joining and signing in. They are stored the same way for members, newcomers and strangers, so that
// neither the answer nor the work tells which she is. A code proves the address; what somebody said of herself when she asked
// to join goes with the browser that said it (its cookie, "asker"), never with the address: anybody can name that.
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

    /// Six random digits, remembered (as a MAC) with what the newcomer gave. This asker's earlier code stops working.
    std::string issue(Database& db, const std::string& email, const std::string& asker, CodePurpose purpose,
                      const std::string& pending_json, std::int64_t now_ms) const;

    struct Found {
        bool right = false;
        CodePurpose purpose = CodePurpose::invite;
        std::string pending_json;   ///< what this asker gave; empty where she gave nothing, whoever else did
    };
    /// A right code is the one that this browser asked for, or the newest that anybody asked for (she may type it elsewhere).
    /// Counts the try (keep the transaction also when it was wrong), others' tries by themselves: they cannot end her code for
    /// her. After a right one no code of the address works. `asker` may be empty.
    Found check(Database& db, const std::string& email, const std::string& asker, std::string_view typed,
                std::int64_t now_ms) const;

    /// What this asker gave when she asked to join with this address; empty where nothing waits.
    std::string pending_join(Database& db, const std::string& email, const std::string& asker, std::int64_t now_ms) const;

    /// What a browser keeps of an address that was signed in there: nobody else can make it.
    std::string known_mark(const std::string& email) const;

private:
    std::string mac(const std::string& email, std::string_view code) const;
};

}  // namespace regulars::backend
