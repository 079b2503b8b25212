// The words of our mails: plain text, in the member's language. Whoever sends them takes them from the outbox.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "backend/storage/sqlite.hpp"

namespace regulars::backend {

enum class MailKind { join_code, sign_in_code, invitation };

struct Mail {
    std::string subject;
    std::string text;
};

/// "en", "vi" or "ar"; anything else is English.
std::string mail_locale(std::string_view wanted);

/// `shop`: the programme's name in that language. An invitation has no code.
Mail make_mail(MailKind kind, std::string_view locale, std::string_view shop, std::string_view code);

void put_mail(Database& db, const std::string& recipient, const Mail& mail, std::int64_t now_ms);
/// Newest first, for the demo.
std::string outbox_json(Database& db);

}  // namespace regulars::backend
