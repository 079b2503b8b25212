#include "limiter.hpp"

#include <algorithm>

#include <arpa/inet.h>

namespace regulars::backend {
namespace {

/// An IPv4 address in the clothes of an IPv6 one: ::ffff:a.b.c.d, as listeners of both kinds see it, and 64:ff9b::a.b.c.d, as
/// networks without IPv4 reach it. The first eight bytes are everybody's then.
bool carries_ipv4(std::string_view bytes) {
    constexpr std::string_view mapped{"\0\0\0\0\0\0\0\0\0\0\xff\xff", 12};
    constexpr std::string_view translated{"\0\x64\xff\x9b\0\0\0\0\0\0\0\0", 12};
    return bytes.starts_with(mapped) || bytes.starts_with(translated);
}

}  // namespace

Limiter::Limiter(int burst, std::int64_t period_ms)
    : step_ms_(std::max<std::int64_t>(1, period_ms / burst)), tolerance_ms_(step_ms_ * (burst - 1)) {}

int Limiter::take(const std::string& key, std::int64_t now_ms) {
    const std::lock_guard guard(mutex_);
    if (due_ms_.size() >= sweep_at_) forget_the_idle(now_ms);
    auto& due = due_ms_[key];
    const auto rested = std::max(due, now_ms);
    const auto wait_ms = rested - now_ms - tolerance_ms_;
    if (wait_ms > 0) return static_cast<int>((wait_ms + 999) / 1000);
    due = rested + step_ms_;
    return 0;
}

void Limiter::forget_the_idle(std::int64_t now_ms) {
    std::erase_if(due_ms_, [now_ms](const auto& pair) { return pair.second <= now_ms; });
    // Still full of busy keys: sweep again only when they have doubled, so that the sweep stays cheap.
    sweep_at_ = std::max<std::size_t>(100'000, due_ms_.size() * 2);
}

std::string client_key(std::string_view ip) {
    in6_addr address{};
    if (inet_pton(AF_INET6, std::string(ip).c_str(), &address) != 1) return std::string(ip);
    const std::string bytes(reinterpret_cast<const char*>(address.s6_addr), sizeof address.s6_addr);
    if (!carries_ipv4(bytes)) return bytes.substr(0, 8);
    char text[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, bytes.data() + 12, text, sizeof text);
    return text;
}

}  // namespace regulars::backend
