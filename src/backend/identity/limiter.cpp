#include "limiter.hpp"

#include <algorithm>

#include <arpa/inet.h>

namespace regulars::backend {

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
    return {reinterpret_cast<const char*>(address.s6_addr), 8};
}

}  // namespace regulars::backend
