// The few primitives that the backend needs, over OpenSSL 3.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace regulars::backend {

std::string sha256(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);

/// From the operating system's generator; ends the process where that fails, since nothing may go on without it.
std::string random_bytes(std::size_t count);

/// Takes the same time wherever the first difference lies. Different lengths are simply not equal.
bool equal_constant_time(std::string_view a, std::string_view b);

/// RFC 8032; `public_key` is the raw 32 bytes, `signature` the raw 64.
bool verify_ed25519(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace regulars::backend
