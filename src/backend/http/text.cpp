#include "text.hpp"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

namespace regulars::backend {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Bytes of the UTF-8 character at `at`, 0 where it is broken.
std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned first = byte(at);
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
        return byte(at + i) >= low && byte(at + i) <= high;
    };
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const unsigned low = first == 0xe0 ? 0xa0 : 0x80;
        const unsigned high = first == 0xed ? 0x9f : 0xbf;   // surrogates are no characters
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const unsigned low = first == 0xf0 ? 0x90 : 0x80;
        const unsigned high = first == 0xf4 ? 0x8f : 0xbf;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> pieces(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    while (true) {
        const auto end = text.find(separator);
        const auto piece = trimmed(text.substr(0, end));
        if (!piece.empty()) out.push_back(piece);
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

bool valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = utf8_length(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) return std::nullopt;
        out += c;
    }
    if (!valid_utf8(out)) return std::nullopt;
    return out;
}

std::optional<std::vector<std::pair<std::string, std::string>>> read_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto piece : pieces(query, '&')) {
        const auto equals = piece.find('=');
        auto name = percent_decoded(piece.substr(0, equals));
        auto value = percent_decoded(equals == std::string_view::npos ? "" : piece.substr(equals + 1));
        if (!name || !value) return std::nullopt;
        const bool twice = std::any_of(out.begin(), out.end(), [&](const auto& pair) { return pair.first == *name; });
        if (twice) return std::nullopt;
        out.emplace_back(std::move(*name), std::move(*value));
    }
    return out;
}

std::optional<std::string> cookie(std::string_view header, std::string_view name) {
    std::optional<std::string> found;
    for (const auto piece : pieces(header, ';')) {
        const auto equals = piece.find('=');
        if (equals == std::string_view::npos || trimmed(piece.substr(0, equals)) != name) continue;
        if (found) return std::nullopt;
        found = std::string(trimmed(piece.substr(equals + 1)));
    }
    return found;
}

std::optional<std::string> host_name(std::string_view authority) {
    std::string_view host = authority;
    std::string_view port;
    if (host.starts_with('[')) {
        const auto close = host.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        port = host.substr(close + 1);
        host = host.substr(1, close - 1);
        if (!is_ip_literal(host) || host.find(':') == std::string_view::npos) return std::nullopt;
        if (!port.empty() && port.front() != ':') return std::nullopt;
        if (!port.empty()) port.remove_prefix(1);
    } else {
        const auto colon = host.find(':');
        if (colon != std::string_view::npos) {
            port = host.substr(colon + 1);
            host = host.substr(0, colon);
        }
        const bool clean = std::all_of(host.begin(), host.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                   c == '_';
        });
        if (!clean || host.size() > 253) return std::nullopt;
    }
    if (host.empty() || port.size() > 5) return std::nullopt;
    if (!std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    return lower(host);
}

bool is_ip_literal(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const std::string text(host);
    in6_addr address{};
    return inet_pton(AF_INET, text.c_str(), &address) == 1 || inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

bool is_loopback(std::string_view ip) {
    if (ip.starts_with("::ffff:")) ip.remove_prefix(7);
    return ip == "::1" || (ip.starts_with("127.") && is_ip_literal(ip));
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
    bool any = false;
    for (const auto piece : pieces(accept_encoding, ',')) {
        const auto semicolon = piece.find(';');
        const auto name = lower(trimmed(piece.substr(0, semicolon)));
        bool wanted = true;
        if (semicolon != std::string_view::npos) {
            const auto q = lower(trimmed(piece.substr(semicolon + 1)));
            wanted = q.find_first_of("123456789", 2) != std::string::npos;
        }
        if (name == coding) return wanted;
        if (name == "*") any = wanted;
    }
    return any;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    const auto strong = [](std::string_view tag) {
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        return tag;
    };
    for (const auto piece : pieces(if_none_match, ',')) {
        if (piece == "*" || strong(piece) == strong(etag)) return true;
    }
    return false;
}

}  // namespace regulars::backend
