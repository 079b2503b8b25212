// Standard Webhooks (standardwebhooks.com), the receiving side: HMAC-SHA256 over "id.timestamp.body".
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.hpp"

namespace regulars::backend {

inline constexpr std::int64_t webhook_tolerance_s = 300;

struct WebhookHeaders {
    std::string_view id;
    std::string_view timestamp;
    std::string_view signature;   ///< one or more of "v1,<base64>", separated by spaces
};

/// `secrets`: the keys behind "whsec_", more than one while they rotate.
Result<void> verify_webhook(const WebhookHeaders& headers, std::string_view body, const std::vector<std::string>& secrets,
                            std::int64_t now_s);

/// "v1,<base64>": what a sender puts into webhook-signature.
std::string sign_webhook(std::string_view id, std::string_view timestamp, std::string_view body,
                         const std::string& secret);

}  // namespace regulars::backend
