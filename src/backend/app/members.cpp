#include "members.hpp"

#include "backend/clock.hpp"
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/text.hpp"
#include "backend/identity/email.hpp"
#include "backend/json_text.hpp"

namespace regulars::backend {
namespace {

std::optional<MemberRow> read_one(Query q, std::optional<std::string>& merged_into) {
    if (!q.next()) return std::nullopt;
    MemberRow m;
    merged_into = q.maybe_text(10);
    m.id = q.text(0);
    m.email = q.text(1);
    m.customer_id = q.maybe_text(2);
    m.name = q.maybe_text(3);
    m.birth_month = q.maybe_number(4);
    m.birth_day = q.maybe_number(5);
    m.marketing = q.number(6) != 0;
    m.consent_version = q.maybe_text(7);
    m.locale = q.text(8);
    m.joined_at_ms = q.number(9);
    return m;
}

/// Who was merged into somebody is that one, by whatever she is asked for. The first query has ended by then.
std::optional<MemberRow> read(Database& db, Query q) {
    std::optional<std::string> merged_into;
    auto member = read_one(std::move(q), merged_into);
    return merged_into ? member_by_id(db, *merged_into) : member;
}

#define MEMBER_COLUMNS \
    "id, email, customer_id, name, birth_month, birth_day, marketing, consent_version, locale, joined_at_ms, merged_into"

}  // namespace

std::string new_member_id() { return "m_" + lower(crockford(random_bytes(15))); }

std::optional<MemberRow> member_by_id(Database& db, std::string_view id) {
    return read(db, db.query("SELECT " MEMBER_COLUMNS " FROM members WHERE id = ?", id));
}

std::optional<MemberRow> member_by_email(Database& db, std::string_view email) {
    return read(db, db.query("SELECT " MEMBER_COLUMNS " FROM members WHERE email = ?", email));
}

std::optional<MemberRow> member_by_customer(Database& db, std::string_view customer_id) {
    return read(db, db.query("SELECT " MEMBER_COLUMNS " FROM members WHERE customer_id = ?", customer_id));
}

std::optional<MemberRow> find_member(Database& db, const std::optional<std::string>& customer_id,
                                     std::string_view email) {
    if (customer_id) {
        if (auto member = member_by_customer(db, *customer_id)) return member;
    }
    return member_by_email(db, email);
}

void insert_member(Database& db, const MemberRow& m) {
    db.run(
        "INSERT INTO members (id, email, customer_id, name, birth_month, birth_day, marketing, consent_version,"
        " consent_at_ms, locale, joined_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
        " CASE WHEN ?8 IS NULL THEN NULL ELSE ?10 END, ?9, ?10)",
        m.id, m.email, m.customer_id, m.name, m.birth_month, m.birth_day, m.marketing, m.consent_version,
        m.locale, m.joined_at_ms);
}

void link_customer(Database& db, const std::string& member_id, const std::string& customer_id) {
    db.run(
        "UPDATE members SET customer_id = ? WHERE id = ? AND customer_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM members WHERE customer_id = ?)",
        customer_id, member_id, customer_id);
}

void update_profile(Database& db, const MemberRow& m, std::int64_t consent_at_ms) {
    db.run(
        "UPDATE members SET name = ?, birth_month = ?, birth_day = ?, consent_at_ms = CASE WHEN marketing = ?"
        " AND consent_version IS ? THEN consent_at_ms ELSE ? END, marketing = ?, consent_version = ? WHERE id = ?",
        m.name, m.birth_month, m.birth_day, m.marketing, m.consent_version, consent_at_ms, m.marketing,
        m.consent_version, m.id);
}

std::string member_json(const MemberRow& m, Audience audience) {
    JsonObject out;
    out.text("id", m.id).maybe_text("name", m.name);
    out.text("email", audience == Audience::browser ? masked_email(m.email) : m.email);
    if (audience == Audience::merchant) out.maybe_text("customer_id", m.customer_id);
    out.text("joined_at", instant_text(m.joined_at_ms));
    if (m.birth_month && m.birth_day) {
        out.raw("birthday", JsonObject().number("month", *m.birth_month).number("day", *m.birth_day).str());
    } else {
        out.null("birthday");
    }
    out.raw("consent", JsonObject().boolean("marketing", m.marketing).str());
    return out.str();
}

}  // namespace regulars::backend
