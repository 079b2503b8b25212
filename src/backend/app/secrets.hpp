// The keys of one installation, in one file that only its owner can read. They are made at the first start; weak,
// short and well-known ones are refused.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "backend/identity/jwt.hpp"

namespace regulars::backend {

struct Secrets {
    std::string shop_id;                        ///< `iss` of the shop's tokens
    std::string server_key;                     ///< 32 bytes; the keys below are derived from it
    std::vector<std::string> webhook_secrets;   ///< two while they rotate
    std::vector<std::string> merchant_keys;     ///< sk_..., as SHA-256
    JwtKeys shop_keys;                          ///< by kid

    /// An own key for each purpose, so that no two uses share one.
    std::string derived(std::string_view purpose) const;
};

/// Throws std::runtime_error with a sentence that says what to do.
Secrets load_or_make_secrets(const std::string& path);

/// The same from the file's text; for tests.
Secrets read_secrets(std::string_view text);

}  // namespace regulars::backend
