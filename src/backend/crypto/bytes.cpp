#include "bytes.hpp"

#include <array>
#include <cstdint>

namespace regulars::backend {
namespace {

constexpr std::string_view standard_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view crockford_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes groups of `bits` bits, high bits first; the last group is filled with zeros.
std::string spell(std::string_view bytes, std::string_view alphabet, unsigned bits) {
    std::string out;
    out.reserve(bytes.size() * 8 / bits + 1);
    std::uint32_t window = 0;
    unsigned filled = 0;
    for (const char c : bytes) {
        window = (window << 8) | static_cast<unsigned char>(c);
        filled += 8;
        while (filled >= bits) {
            filled -= bits;
            out += alphabet[(window >> filled) & ((1u << bits) - 1)];
        }
    }
    if (filled > 0) out += alphabet[(window << (bits - filled)) & ((1u << bits) - 1)];
    return out;
}

std::optional<std::string> read_base64(std::string_view text, std::string_view alphabet) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t window = 0;
    unsigned filled = 0;
    for (const char c : text) {
        const auto at = alphabet.find(c);
        if (at == std::string_view::npos || c == '\0') return std::nullopt;
        window = (window << 6) | static_cast<std::uint32_t>(at);
        filled += 6;
        if (filled >= 8) {
            filled -= 8;
            out += static_cast<char>((window >> filled) & 0xff);
        }
    }
    if ((window & ((1u << filled) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string base64(std::string_view bytes) {
    std::string out = spell(bytes, standard_alphabet, 6);
    while (out.size() % 4 != 0)
        out += '=';
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    unsigned padding = 0;
    while (padding < 2 && !text.empty() && text.back() == '=') {
        text.remove_suffix(1);
        ++padding;
    }
    return read_base64(text, standard_alphabet);
}

std::string base64url(std::string_view bytes) { return spell(bytes, url_alphabet, 6); }

std::optional<std::string> from_base64url(std::string_view text) { return read_base64(text, url_alphabet); }

std::string crockford(std::string_view bytes) { return spell(bytes, crockford_alphabet, 5); }

std::optional<std::string> normal_crockford(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (crockford_alphabet.find(c) == std::string_view::npos || c == '\0') return std::nullopt;
        out += c;
    }
    return out;
}

}  // namespace regulars::backend
