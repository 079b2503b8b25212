#include "webhook.hpp"

#include <charconv>

#include "backend/http/text.hpp"
#include "bytes.hpp"
#include "mac.hpp"

namespace regulars::backend {
namespace {

std::string mac_of(std::string_view id, std::string_view timestamp, std::string_view body, const std::string& secret) {
    std::string text;
    text.reserve(id.size() + timestamp.size() + body.size() + 2);
    text.append(id).append(".").append(timestamp).append(".").append(body);
    return hmac_sha256(secret, text);
}

/// Every candidate is compared with every secret, so that the time says nothing about which one matched.
bool any_matches(std::string_view signatures, const std::vector<std::string>& macs) {
    bool matched = false;
    for (const auto piece : pieces(signatures, ' ')) {
        if (!piece.starts_with("v1,")) continue;   // other versions may stand beside ours
        const auto given = from_base64(piece.substr(3));
        for (const auto& mac : macs) {
            if (given && equal_constant_time(*given, mac)) matched = true;
        }
    }
    return matched;
}

bool good_id(std::string_view id) {
    if (id.empty() || id.size() > 128) return false;
    for (const char c : id) {
        if (c <= ' ' || c > '~') return false;
    }
    return true;
}

}  // namespace

Result<void> verify_webhook(const WebhookHeaders& headers, std::string_view body, const std::vector<std::string>& secrets,
                            std::int64_t now_s) {
    const std::pair<const char*, std::string_view> required[] = {
        {"webhook-id", headers.id}, {"webhook-timestamp", headers.timestamp}, {"webhook-signature", headers.signature}};
    for (const auto& [name, value] : required) {
        if (value.empty()) return refuse(Code::signature_missing).with("header", name);
    }
    std::int64_t sent_s = 0;
    const auto* end = headers.timestamp.data() + headers.timestamp.size();
    const auto read = std::from_chars(headers.timestamp.data(), end, sent_s);
    const bool number = read.ec == std::errc{} && read.ptr == end && headers.timestamp.size() <= 12;
    if (!number || sent_s < 0 || !good_id(headers.id) || headers.signature.size() > 1024) {
        return refuse(Code::signature_invalid);
    }
    std::vector<std::string> macs;
    for (const auto& secret : secrets)
        macs.push_back(mac_of(headers.id, headers.timestamp, body, secret));
    if (!any_matches(headers.signature, macs)) return refuse(Code::signature_invalid);
    if (sent_s < now_s - webhook_tolerance_s || sent_s > now_s + webhook_tolerance_s) {
        return refuse(Code::signature_expired).with("tolerance_seconds", webhook_tolerance_s);
    }
    return {};
}

std::string sign_webhook(std::string_view id, std::string_view timestamp, std::string_view body,
                         const std::string& secret) {
    return "v1," + base64(mac_of(id, timestamp, body, secret));
}

}  // namespace regulars::backend
