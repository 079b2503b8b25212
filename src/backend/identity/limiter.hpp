// How often somebody may ask. One number per key (the generic cell rate algorithm), in memory: a restart forgives.
#pragma once
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace regulars::backend {

class Limiter {
public:
    /// `burst` at once, then one for every `period_ms` / `burst`.
    Limiter(int burst, std::int64_t period_ms);

    /// 0: go on. Otherwise the seconds to wait, at least 1.
    int take(const std::string& key, std::int64_t now_ms);

private:
    void forget_the_idle(std::int64_t now_ms);

    std::int64_t step_ms_;
    std::int64_t tolerance_ms_;
    std::size_t sweep_at_ = 100'000;
    std::mutex mutex_;
    std::unordered_map<std::string, std::int64_t> due_ms_;   ///< when the key would be fully rested
};

/// What a limit counts as one client: an IPv4 address (also where it is written as an IPv6 one), or the /64 of an IPv6 address.
std::string client_key(std::string_view ip);

}  // namespace regulars::backend
