// What a signed-in member sees and does. The member is always the token's, never one that the request names.
#include <charconv>
#include <vector>

#include "backend/clock.hpp"
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/text.hpp"
#include "backend/json_text.hpp"
#include "body.hpp"
#include "context.hpp"
#include "engine/money.hpp"
#include "fields.hpp"

namespace regulars::backend {
namespace {

void get_me(Context& app, const RequestPtr& request, const Reply& reply) {
    reply(app.store.read([&](Database& db) {
        const auto now = now_ms();
        const auto member = signed_in(app, db, *request, now);
        if (!member) return problem(member.refusal());
        return json_answer(200, me_json(app, db, *member, Audience::browser, now));
    }));
}

// ---- the ledger -------------------------------------------------------------------------------

/// Where a page begins: an entry's number within one account, and above it which of her accounts that is.
constexpr int account_bits = 40;
constexpr std::int64_t seq_mask = (std::int64_t{1} << account_bits) - 1;

struct Page {
    std::int64_t before = seq_mask;   ///< all of her own account, and then those that were merged into it
    std::int64_t limit = 20;
};

constexpr const char* page_parameters = "before (1 or more) or limit (1 to 100)";

Result<Page> read_page(const Request& request) {
    const auto query = read_query(request.query);
    if (!query) return refuse(Code::parameter_invalid).with("parameter", "?").with("expected", page_parameters);
    Page page;
    for (const auto& [name, value] : *query) {
        auto* target = name == "before" ? &page.before : name == "limit" ? &page.limit : nullptr;
        const std::int64_t max = name == "limit" ? 100 : max_safe_integer;
        std::int64_t number = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool whole = read.ec == std::errc{} && read.ptr == value.data() + value.size();
        if (target == nullptr || !whole || number < 1 || number > max) {
            return refuse(Code::parameter_invalid, target == nullptr ? "" : name)
                .with("parameter", target == nullptr ? std::string("?") : name)
                .with("expected", page_parameters);
        }
        *target = number;
    }
    return page;
}

/// Her own account and those that were merged into it, nearest first. Their entries stay where they were booked.
std::vector<std::string> accounts_of(Database& db, const std::string& member_id) {
    std::vector<std::string> ids{member_id};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        Query q = db.query("SELECT id FROM members WHERE merged_into = ? ORDER BY id", ids[i]);
        while (q.next()) ids.push_back(q.text(0));
    }
    return ids;
}

std::string entries_json(Database& db, const std::string& member_id, const Page& page) {
    const auto accounts = accounts_of(db, member_id);
    JsonArray entries;
    std::int64_t last = 0, count = 0;
    auto account = static_cast<std::size_t>(page.before >> account_bits);
    std::int64_t before = page.before & seq_mask;
    if (account >= accounts.size()) account = 0, before = seq_mask;   // from beyond all there is: from the newest
    for (; account < accounts.size(); ++account, before = seq_mask) {
        Query q = db.query("SELECT seq, body FROM entries WHERE member_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                           accounts[account], before, page.limit + 1 - count);
        for (; q.next(); ++count) {
            if (count == page.limit) return JsonObject().raw("entries", entries.str()).number("next", last).str();
            last = static_cast<std::int64_t>(account) << account_bits | q.number(0);
            entries.raw(q.text(1));
        }
    }
    return JsonObject().raw("entries", entries.str()).null("next").str();
}

void list_entries(Context& app, const RequestPtr& request, const Reply& reply) {
    reply(app.store.read([&](Database& db) {
        const auto member = signed_in(app, db, *request, now_ms());
        if (!member) return problem(member.refusal());
        const auto page = read_page(*request);
        if (!page) return problem(page.refusal());
        return json_answer(200, entries_json(db, member->id, *page));
    }));
}

// ---- redemptions ------------------------------------------------------------------------------

struct Wish {
    std::string redemption_id;
    std::string reward_id;
    std::optional<std::int64_t> units;
};

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hexadecimal) return false;
    }
    return true;
}

Result<Wish> read_wish(const Request& request, const json::Document& doc) {
    Fields in(doc);
    const Wish wish{in.text("redemption_id", 36), in.text("reward_id", 64), in.maybe_number("units", 1, max_safe_integer)};
    if (in.has("redemption_id") && !is_uuid(wish.redemption_id)) {
        in.refuse_here(Code::wrong_value, "redemption_id", "a UUID in lower case");
    }
    const auto key = request.header("idempotency-key");
    if (!key.empty() && key != wish.redemption_id) {
        in.keep(refuse(Code::key_reused, "redemption_id").with("id", wish.redemption_id));
    }
    if (!in.done()) return in.refusal();
    return wish;
}

std::string redemption_json(const std::string& id, const Loyalty::Redemption& r) {
    JsonObject out;
    return out.text("id", id).text("reward_id", r.reward_id).number("units", r.units).text("state", r.status).str();
}

Response redeemed(Context& app, Tx& tx, const MemberRow& member, const std::string& id, int status) {
    const auto now = now_ms();
    const auto redemption = app.loyalty.redemption(tx.db, id);
    JsonObject out;
    out.raw("redemption", redemption ? redemption_json(id, *redemption) : "null");
    out.raw("voucher", app.vouchers.of_redemption(tx.db, id, now));
    return json_answer(status, out.raw("me", me_json(app, tx.db, member, Audience::browser, now)).str());
}

Response redeem_now(Context& app, Tx& tx, const Request& request, const Wish& wish) {
    const auto member = signed_in(app, tx.db, request, now_ms());
    if (!member) return problem(member.refusal());
    // The client's id is the key for ever. The event carries the time, so repetitions are recognised here.
    if (const auto known = app.loyalty.redemption(tx.db, wish.redemption_id)) {
        const bool same = known->member_id == member->id && known->reward_id == wish.reward_id &&
                          (!wish.units || *wish.units == known->units);
        if (same) return redeemed(app, tx, *member, wish.redemption_id, 200);
        return problem(refuse(Code::key_reused, "redemption_id").with("id", wish.redemption_id));
    }
    const auto at = app.loyalty.decision_time(tx.db, member->id, now_ms());
    JsonObject event;
    event.text("type", "redemption_requested").text("id", wish.redemption_id).text("occurred_at", instant_text(at));
    event.text("reward_id", wish.reward_id);
    if (wish.units) event.number("units", *wish.units);
    const auto booked = app.loyalty.submit(tx, member->id, event.str());
    if (!booked) return problem(booked.refusal());
    return redeemed(app, tx, *member, wish.redemption_id, 201);
}

void redeem(Context& app, const RequestPtr& request, const Reply& reply) {
    // Who asks is looked at before what she asks, so that a stranger learns nothing from the answer.
    auto early = app.store.read([&](Database& db) {
        const auto member = signed_in(app, db, *request, now_ms());
        return member ? Response{} : problem(member.refusal());
    });
    if (early.status != 200) return reply(std::move(early));
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    auto wish = read_wish(*request, body.doc());
    if (!wish) return reply(problem(wish.refusal()));
    app.store.write([&app, request, wish = *std::move(wish)](Tx& tx) { return redeem_now(app, tx, *request, wish); },
                    reply);
}

// ---- profile ----------------------------------------------------------------------------------

/// The engine judges a birthday: the day that brings a gift cannot be moved at will.
Refusal change_birthday(Context& app, Tx& tx, const MemberRow& member, const Newcomer& change) {
    JsonObject event;
    event.text("type", "profile_changed").text("id", "profile-" + base64url(random_bytes(12)));
    event.text("occurred_at", instant_text(app.loyalty.decision_time(tx.db, member.id, now_ms())));
    event.raw("birthday", JsonObject().number("month", *change.birth_month).number("day", *change.birth_day).str());
    const auto booked = app.loyalty.submit(tx, member.id, event.str());
    return booked ? Refusal{} : booked.refusal();
}

Response change_now(Context& app, Tx& tx, const Request& request, const Newcomer& change, bool clear_name) {
    const auto now = now_ms();
    auto member = signed_in(app, tx.db, request, now);
    if (!member) return problem(member.refusal());
    if (change.name || clear_name) member->name = change.name;
    if (change.consent_version) {
        member->marketing = change.marketing;
        member->consent_version = change.consent_version;
    }
    const bool new_birthday = change.birth_month && (member->birth_month != change.birth_month ||
                                                     member->birth_day != change.birth_day);
    if (new_birthday) {
        const auto refusal = change_birthday(app, tx, *member, change);
        if (refusal.code != Code::ok) return problem(refusal);
        member->birth_month = change.birth_month;
        member->birth_day = change.birth_day;
    }
    update_profile(tx.db, *member, now);
    return json_answer(200, me_json(app, tx.db, *member, Audience::browser, now));
}

void change_me(Context& app, const RequestPtr& request, const Reply& reply) {
    auto early = app.store.read([&](Database& db) {
        const auto member = signed_in(app, db, *request, now_ms());
        return member ? Response{} : problem(member.refusal());
    });
    if (early.status != 200) return reply(std::move(early));
    const Body body(*request);
    if (!body) return reply(problem(body.refusal()));
    Fields in(body.doc());
    const bool clear_name = in.is_null("name");
    in.allow_null("name");
    const auto change = read_newcomer(in, app.programme);
    if (in.empty()) in.keep(refuse(Code::too_few).with("min", std::int64_t{1}).with("found", std::int64_t{0}));
    if (!in.done()) return reply(problem(in.refusal()));
    app.store.write(
        [&app, request, change, clear_name](Tx& tx) { return change_now(app, tx, *request, change, clear_name); },
        reply);
}

}  // namespace

void add_member_routes(Router& router, Context& app) {
    const auto route = [&](Method method, std::string_view path, auto function) {
        router.add(method, path,
                   [&app, function](const RequestPtr& request, const Reply& reply) { function(app, request, reply); });
    };
    route(Method::get, "/v1/me", get_me);
    route(Method::patch, "/v1/me", change_me);
    route(Method::get, "/v1/me/entries", list_entries);
    route(Method::post, "/v1/me/redemptions", redeem);
}

}  // namespace regulars::backend
