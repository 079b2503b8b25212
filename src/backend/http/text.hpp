// The small grammars of HTTP: percent-encoding, queries, cookies, lists, hosts, entity tags.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace regulars::backend {

std::string lower(std::string_view text);
std::string_view trimmed(std::string_view text);
/// Pieces between separators, trimmed, without the empty ones.
std::vector<std::string_view> pieces(std::string_view text, char separator);

/// Nothing for a broken escape, a NUL, a control character or broken UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);
bool valid_utf8(std::string_view text);

/// Name and value pairs of a query; nothing where one cannot be decoded or a name comes twice.
std::optional<std::vector<std::pair<std::string, std::string>>> read_query(std::string_view query);

/// The value of a cookie, or nothing. A name that comes twice counts as absent: somebody is playing.
std::optional<std::string> cookie(std::string_view header, std::string_view name);

/// The host of a Host header or URL authority, without port, in lower case; nothing where malformed.
std::optional<std::string> host_name(std::string_view authority);
/// 127.0.0.0/8, ::1, and ::ffff:127.0.0.0/104.
bool is_loopback(std::string_view ip);
/// An IPv4 or IPv6 address (with or without brackets), which no DNS answer can turn into another.
bool is_ip_literal(std::string_view host);

/// Whether Accept-Encoding lets us send `coding` (q=0 forbids it; `*` counts).
bool accepts(std::string_view accept_encoding, std::string_view coding);
/// Whether If-None-Match names this tag (weak comparison).
bool matches(std::string_view if_none_match, std::string_view etag);

}  // namespace regulars::backend
