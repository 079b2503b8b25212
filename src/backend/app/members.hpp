// Members as rows: who she is. What she has (her state) belongs to the engine and is only carried here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "backend/storage/sqlite.hpp"

namespace regulars::backend {

struct MemberRow {
    std::string id;
    std::string email;                     ///< normal form
    std::optional<std::string> customer_id;
    std::optional<std::string> name;
    std::optional<std::int64_t> birth_month;
    std::optional<std::int64_t> birth_day;
    bool marketing = false;
    std::optional<std::string> consent_version;
    std::string locale = "en";
    std::int64_t joined_at_ms = 0;
};

std::string new_member_id();

std::optional<MemberRow> member_by_id(Database& db, std::string_view id);
std::optional<MemberRow> member_by_email(Database& db, std::string_view email);
std::optional<MemberRow> member_by_customer(Database& db, std::string_view customer_id);
/// By customer id where the shop knows one, else by address.
std::optional<MemberRow> find_member(Database& db, const std::optional<std::string>& customer_id,
                                     std::string_view email);

void insert_member(Database& db, const MemberRow& member);
/// Remembers the shop's id of a member who has none yet; an id that belongs to somebody else stays there.
void link_customer(Database& db, const std::string& member_id, const std::string& customer_id);
void update_profile(Database& db, const MemberRow& member, std::int64_t consent_at_ms);

/// The "member" part of an answer; the address masked for browsers, whole for the merchant.
enum class Audience { browser, merchant };
std::string member_json(const MemberRow& member, Audience audience);

}  // namespace regulars::backend
