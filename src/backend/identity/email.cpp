#include "email.hpp"

#include <algorithm>

#include "backend/http/text.hpp"

namespace regulars::backend {
namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// atext of RFC 5322, and dots that neither lead, end nor follow each other.
bool good_local(std::string_view local) {
    if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
    if (local.find("..") != std::string_view::npos) return false;
    return std::all_of(local.begin(), local.end(), [](char c) {
        return is_alphanumeric(c) || (c != '\0' && std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos);
    });
}

bool good_label(std::string_view label) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    return std::all_of(label.begin(), label.end(), [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool good_domain(std::string_view domain) {
    if (domain.size() > 253 || domain.find('.') == std::string_view::npos) return false;
    while (true) {
        const auto dot = domain.find('.');
        if (!good_label(domain.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return domain.size() >= 2;
        domain.remove_prefix(dot + 1);
    }
}

}  // namespace

std::optional<std::string> normal_email(std::string_view typed) {
    auto email = lower(trimmed(typed));
    const auto at = email.find('@');
    if (at == std::string::npos || email.size() > 254) return std::nullopt;
    const std::string_view whole = email;
    if (!good_local(whole.substr(0, at)) || !good_domain(whole.substr(at + 1))) return std::nullopt;
    return email;
}

std::string masked_email(std::string_view email) {
    const auto at = email.find('@');
    if (at == std::string_view::npos || at == 0) return "***";
    return std::string(email.substr(0, 1)) + "***" + std::string(email.substr(at));
}

}  // namespace regulars::backend
