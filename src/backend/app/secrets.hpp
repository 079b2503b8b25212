// The keys of one installation, in one file that only its owner can read. They are made at the first start; weak,
// short and well-known ones are refused.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "backend/identity/jwt.hpp"

namespace regulars::backend {

struct Secrets {
    std::string server_key;                     ///< what only we use is derived from it
    std::vector<std::string> webhook_secrets;   ///< the newest, and the one before while they rotate
    std::vector<std::string> api_keys;          ///< sk_..., as SHA-256; two while they rotate
    std::string shop_issuer;                    ///< `iss` of the shop's tokens
    JwtKeys shop_keys;                          ///< by kid; two while they rotate

    /// An own key for each purpose, so that no two uses share one.
    std::string derived(std::string_view purpose) const;
};

/// Throws std::runtime_error with a sentence that says what to do.
Secrets load_or_make_secrets(const std::string& path);

/// The same from the file's text; for tests.
Secrets read_secrets(std::string_view text);

}  // namespace regulars::backend
