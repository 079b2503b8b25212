#include "backend/clock.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/text.hpp"
#include "backend/json_text.hpp"
#include "backend/log.hpp"
#include "context.hpp"
#include "engine/json/parse.hpp"
#include "fields.hpp"
#include "guests.hpp"

namespace regulars::backend {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t oldest_event_ms = 400 * day_ms;
constexpr std::size_t max_name_bytes = 400;
constexpr std::int64_t ahead_ms = 5 * 60 * 1000;

std::string birthday_json(std::int64_t month, std::int64_t day) {
    return JsonObject().number("month", month).number("day", day).str();
}

std::string joined_event(const MemberRow& member) {
    JsonObject event;
    event.text("type", "member_joined").text("id", member.id).text("occurred_at", instant_text(member.joined_at_ms));
    if (member.birth_month && member.birth_day) {
        event.raw("birthday", birthday_json(*member.birth_month, *member.birth_day));
    }
    return event.str();
}

void read_birthday(Fields& in, Newcomer& newcomer) {
    const auto* node = in.maybe_object("birthday");
    if (node == nullptr) return;
    constexpr int longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    Fields birthday(in.doc(), *node, in.path_of("birthday"));
    newcomer.birth_month = birthday.maybe_number("month", 1, 12);
    newcomer.birth_day = birthday.maybe_number("day", 1, 31);
    for (const auto* part : {"month", "day"}) {
        if (!birthday.has(part)) birthday.refuse_here(Code::missing_field, part);
    }
    if (birthday.done() && *newcomer.birth_day > longest[*newcomer.birth_month - 1]) {
        birthday.refuse_here(Code::wrong_value, "day", "a day of that month");
    }
    in.take_refusal(birthday);
}

}  // namespace

std::string_view bearer(const Request& request) {
    if (request.count("authorization") != 1) return {};
    const auto header = request.header("authorization");
    if (header.size() < 8 || lower(header.substr(0, 7)) != "bearer ") return {};
    return trimmed(header.substr(7));
}

Result<MemberRow> signed_in(Context& app, Database& db, const Request& request, std::int64_t now_ms) {
    const auto token = bearer(request);
    if (token.empty()) return refuse(Code::credentials_missing);
    const auto read = app.tokens.read(token, now_ms);
    if (!read) return read.refusal();
    if (!read->session_id.empty() && !session_lives(db, read->session_id, read->member_id, now_ms)) {
        return refuse(Code::token_expired);
    }
    auto member = member_by_id(db, read->member_id);
    if (!member) return refuse(Code::token_invalid);
    return std::move(*member);
}

Refusal merchant_refusal(const Context& app, const Request& request) {
    const auto key = bearer(request);
    if (key.empty()) return refuse(Code::credentials_missing);
    const auto hash = sha256(key);
    bool known = false;
    for (const auto& merchant : app.secrets.api_keys)
        known = equal_constant_time(hash, merchant) || known;
    return known ? Refusal{} : refuse(Code::key_invalid);
}

std::string me_json(Context& app, Database& db, const MemberRow& member, Audience audience, std::int64_t now_ms) {
    JsonObject me;
    me.raw("member", member_json(member, audience));
    me.raw("summary", app.loyalty.summary(db, member.id, now_ms));
    me.raw("state", app.loyalty.state(db, member.id));
    return me.raw("vouchers", app.vouchers.of_member(db, member.id, now_ms)).str();
}

std::string session_json(Context& app, Database& db, const MemberRow& member, const std::string& session_id,
                         std::int64_t now_ms) {
    JsonObject out;
    out.text("token", app.tokens.issue(member.id, session_id, now_ms));
    // The token counts whole seconds.
    out.text("expires_at", instant_text(now_ms / 1000 * 1000 + access_life_s * 1000));
    return out.raw("me", me_json(app, db, member, Audience::browser, now_ms)).str();
}

Result<MemberRow> enrol(Context& app, Tx& tx, MemberRow member) {
    if (member.id.empty()) member.id = new_member_id();
    insert_member(tx.db, member);
    const auto booked = app.loyalty.submit(tx, member.id, joined_event(member));
    if (!booked) return booked.refusal();
    claim_guest_orders(app, tx, member);
    return member;
}

Newcomer read_newcomer(Fields& in, const Programme& programme) {
    Newcomer newcomer;
    newcomer.name = in.maybe_text("name", max_name_bytes);
    read_birthday(in, newcomer);
    if (const auto* node = in.maybe_object("consent")) {
        Fields consent(in.doc(), *node, in.path_of("consent"));
        newcomer.marketing = consent.maybe_flag("marketing").value_or(false);
        if (!consent.has("marketing")) consent.refuse_here(Code::missing_field, "marketing");
        newcomer.consent_version = consent.text("version", 64);
        // She agreed to words: they must be the words that the programme has now.
        if (consent.done() && !programme.consent_version.empty() &&
            newcomer.consent_version != programme.consent_version) {
            in.keep(refuse(Code::consent_outdated, in.path_of("consent.version"))
                        .with("version", programme.consent_version));
        }
        in.take_refusal(consent);
    }
    return newcomer;
}

std::string newcomer_json(const Newcomer& n) {
    JsonObject out;
    if (n.name) out.text("name", *n.name);
    if (n.locale) out.text("locale", *n.locale);
    if (n.birth_month && n.birth_day) out.raw("birthday", birthday_json(*n.birth_month, *n.birth_day));
    if (n.consent_version) {
        out.raw("consent", JsonObject().boolean("marketing", n.marketing).text("version", *n.consent_version).str());
    }
    return out.str();
}

Newcomer kept_newcomer(const std::string& json) {
    const auto doc = json::parse(json);
    if (!doc) return {};
    Fields in(*doc);
    // The consent was to the words of its time, so today's version does not matter.
    auto newcomer = read_newcomer(in, Programme{});
    newcomer.locale = in.maybe_text("locale", 11);
    return newcomer;
}

MemberRow member_of(const Newcomer& newcomer, const std::string& email, std::int64_t now_ms) {
    MemberRow member;
    member.email = email;
    member.name = newcomer.name;
    member.birth_month = newcomer.birth_month;
    member.birth_day = newcomer.birth_day;
    member.marketing = newcomer.marketing;
    member.consent_version = newcomer.consent_version;
    member.locale = newcomer.locale.value_or("en");
    member.joined_at_ms = now_ms;
    return member;
}

Refusal time_refusal(const Context& app, std::string_view occurred_at, std::int64_t now_ms) {
    const auto at = read_instant(occurred_at);
    if (app.options.any_time || !at) return {};
    if (*at > now_ms + ahead_ms) return refuse(Code::too_far_ahead, "occurred_at").with("now", instant_text(now_ms));
    if (*at < now_ms - oldest_event_ms) {
        return refuse(Code::late_event, "occurred_at").with("oldest", instant_text(now_ms - oldest_event_ms));
    }
    return {};
}

}  // namespace regulars::backend
