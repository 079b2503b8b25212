#include "programme.hpp"

#include <optional>
#include <stdexcept>
#include <vector>

#include "backend/clock.hpp"
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/json_text.hpp"
#include "engine/json/parse.hpp"
#include "engine/json/refusal_text.hpp"
#include "shown.hpp"
#include "zone.hpp"

namespace regulars::backend {
namespace {

using json::Document;
using json::Node;

[[noreturn]] void stop(const std::string& why) { throw std::runtime_error("programme: " + why); }

const Node* member(const Document& doc, const Node* object, std::string_view name) {
    if (object == nullptr || object->type != json::Type::object) return nullptr;
    for (auto i = object->child; i != json::nowhere; i = doc.at(i).next) {
        if (doc.name(doc.at(i)) == name) return &doc.at(i);
    }
    return nullptr;
}

std::string text_of(const Document& doc, const Node* node, std::string_view otherwise = {}) {
    return std::string(node != nullptr && node->type == json::Type::text ? doc.text(*node) : otherwise);
}

std::int64_t number_of(const Node* node, std::int64_t otherwise) {
    return node != nullptr && node->type == json::Type::integer ? node->number : otherwise;
}

bool flag_of(const Node* node, bool otherwise) {
    return node != nullptr && node->type == json::Type::boolean ? node->number != 0 : otherwise;
}

std::string json_of(const Document& doc, const Node* node, std::string_view otherwise) {
    return node != nullptr ? to_text(doc, *node) : std::string(otherwise);
}

Document parsed(std::string_view text) {
    auto doc = json::parse(text);
    if (!doc) stop("it is not a JSON document (" + std::string(name(doc.refusal().code)) + " at " + doc.refusal().path + ")");
    if (doc->root().type != json::Type::object) stop("it is not a JSON object");
    return std::move(*doc);
}

Result<std::string> offsets_json(const std::string& zone) {
    if (zone == "UTC") return std::string("[]");
    const auto offsets = zone_offsets(zone);
    if (!offsets) return refuse(Code::wrong_value, "time_zone.name").with("expected", "a zone of the system's time-zone database (package tzdata), not \"" + zone + "\"");
    JsonArray out;
    for (const auto& [from_ms, seconds] : *offsets)
        out.raw(JsonObject().text("from", instant_text(from_ms)).number("offset_seconds", seconds).str());
    return out.str();
}

/// What a newcomer gets: the first rule that pays a fixed number for joining.
std::string welcome_json(const Document& doc) {
    const auto* earning = member(doc, &doc.root(), "earning");
    if (earning == nullptr || earning->type != json::Type::array) return "null";
    for (auto i = earning->child; i != json::nowhere; i = doc.at(i).next) {
        const auto* rule = &doc.at(i);
        const auto* award = member(doc, rule, "award");
        if (text_of(doc, member(doc, rule, "on")) != "joined" || text_of(doc, member(doc, award, "kind")) != "fixed") continue;
        JsonObject out;
        out.text("wallet", text_of(doc, member(doc, rule, "wallet")));
        return out.number("units", number_of(member(doc, award, "units"), 0)).str();
    }
    return "null";
}

/// Every text that the configuration has, in one language or in all.
struct Texts {
    const Document& doc;
    std::string_view locale;   ///< empty: all
    std::string_view main;

    std::string of(const Node* text) const {
        if (text == nullptr) return "{}";
        return locale.empty() ? to_text(doc, *text) : one_language(doc, *text, locale, main);
    }
};

std::string wallet_json(const Document& doc, const Texts& texts) {
    const auto* wallets = member(doc, &doc.root(), "wallets");
    if (wallets == nullptr || wallets->type != json::Type::array || wallets->count == 0) return "null";
    const auto* first = &doc.at(wallets->child);
    JsonObject out;
    out.text("id", text_of(doc, member(doc, first, "id"))).text("unit", text_of(doc, member(doc, first, "unit")));
    out.number("scale", number_of(member(doc, first, "scale"), 0));
    return out.raw("name", texts.of(member(doc, first, "name"))).str();
}

std::string config_json(const Document& doc, const Texts& texts) {
    const auto* root = &doc.root();
    const auto* widget = member(doc, root, "widget");
    const auto* popup = member(doc, widget, "popup");
    const auto* terms = member(doc, root, "terms");
    const auto* consent = member(doc, terms, "consent");

    JsonObject program;
    program.text("id", text_of(doc, member(doc, root, "id"))).number("version", number_of(member(doc, root, "version"), 1));
    program.raw("name", texts.of(member(doc, root, "name")));
    program.raw("currency", json_of(doc, member(doc, root, "currency"), "null"));
    program.raw("locales", json_of(doc, member(doc, root, "locales"), "[]"));
    JsonObject popup_out;
    popup_out.boolean("enabled", flag_of(member(doc, popup, "enabled"), true));
    popup_out.number("delay_seconds", number_of(member(doc, popup, "delay_seconds"), 8));
    popup_out.number("quiet_days", number_of(member(doc, popup, "quiet_days"), 14));
    JsonObject consent_out;
    consent_out.raw("marketing", texts.of(member(doc, consent, "marketing")));
    consent_out.text("version", text_of(doc, member(doc, consent, "version"), "0"));

    JsonObject out;
    out.raw("program", program.str()).raw("welcome", welcome_json(doc)).raw("wallet", wallet_json(doc, texts));
    out.raw("popup", popup_out.str());
    out.raw("launcher", JsonObject().text("position", text_of(doc, member(doc, widget, "position"), "end")).str());
    out.raw("theme", json_of(doc, member(doc, widget, "theme"), "{}")).raw("consent", consent_out.str());
    out.raw("terms_url", json_of(doc, member(doc, terms, "url"), "null"));
    return out.boolean("enabled", flag_of(member(doc, widget, "enabled"), true)).str();
}

/// How much of something its members share in a version: "rewards", "stock" of a reward; nothing where it has no end.
std::optional<std::int64_t> shared_in(const Document& doc, std::string_view list, std::string_view field, std::string_view id) {
    const auto* items = member(doc, &doc.root(), list);
    if (items == nullptr || items->type != json::Type::array) return std::nullopt;
    for (auto i = items->child; i != json::nowhere; i = doc.at(i).next) {
        const auto* units = member(doc, &doc.at(i), field);
        if (units != nullptr && text_of(doc, member(doc, &doc.at(i), "id")) == id) return units->number;
    }
    return std::nullopt;
}

/// What a new version has more of, or less, than the last one that had it is there for members, or is not: a reward that was
/// sold out is available again where the shop gives its stock a higher number.
void restock(Database& db, const Document& now, std::int64_t version) {
    std::vector<Document> earlier;
    Query q = db.query("SELECT document FROM programmes WHERE version < ? ORDER BY version DESC", version);
    while (q.next()) earlier.push_back(parsed(q.text(0)));
    constexpr std::string_view shared[][3] = {{"rewards", "stock", "stock:"}, {"earning", "budget_units", "budget:"}, {"campaigns", "budget_units", "budget:"}};
    for (const auto& [list, field, prefix] : shared) {
        const auto* items = member(now, &now.root(), list);
        if (items == nullptr || items->type != json::Type::array) continue;
        for (auto i = items->child; i != json::nowhere; i = now.at(i).next) {
            const auto id = text_of(now, member(now, &now.at(i), "id"));
            const auto units = shared_in(now, list, field, id);
            std::optional<std::int64_t> before;
            for (std::size_t v = 0; units && !before && v < earlier.size(); ++v) before = shared_in(earlier[v], list, field, id);
            if (!before) continue;
            db.run("UPDATE counters SET remaining = max(0, remaining - lacking + ?2), lacking = max(0, lacking - remaining - ?2) WHERE key = ?1",
                   std::string(prefix) + id, *units - *before);
        }
    }
}

void add_config(Programme& p, const std::string& locale) {
    auto text = config_json(p.parsed, Texts{p.parsed, locale, p.main_locale});
    auto etag = entity_tag(text);
    p.configs.insert_or_assign(locale, Programme::Config{std::move(text), std::move(etag)});
}

}  // namespace

std::string entity_tag(const std::string& text) { return "\"" + base64url(sha256(text)).substr(0, 22) + "\""; }

const Programme::Config& Programme::config_in(std::string_view locale) const {
    for (const auto wanted : {locale, locale.substr(0, locale.find('-'))}) {
        if (const auto found = configs.find(wanted); found != configs.end()) return found->second;
    }
    return configs.at(main_locale);
}

std::string Programme::name(std::string_view locale) const {
    const auto* names = member(parsed, &parsed.root(), "name");
    const auto main_name = text_of(parsed, member(parsed, names, main_locale), "Regulars");
    return text_of(parsed, member(parsed, names, locale), main_name);
}

std::string normal_document(std::string_view text) {
    const auto doc = parsed(text);
    JsonObject out;
    for (auto i = doc.root().child; i != json::nowhere; i = doc.at(i).next) {
        const auto name = doc.name(doc.at(i));
        if (name != "$schema") out.raw(name, to_text(doc, doc.at(i)));
    }
    return out.str();
}

Result<std::string> completed_document(std::string_view text) {
    const auto doc = parsed(text);
    JsonObject out;
    for (auto i = doc.root().child; i != json::nowhere; i = doc.at(i).next) {
        const auto& node = doc.at(i);
        const auto name = doc.name(node);
        if (name != "time_zone" || member(doc, &node, "offsets") != nullptr) {
            out.raw(name, to_text(doc, node));
            continue;
        }
        const auto zone = text_of(doc, member(doc, &node, "name"));
        const auto offsets = offsets_json(zone);
        if (!offsets) return offsets.refusal();
        out.raw(name, JsonObject().text("name", zone).raw("offsets", *offsets).str());
    }
    return out.str();
}

Programme make_programme(std::string document) {
    Programme p;
    p.parsed = parsed(document);
    const auto& doc = p.parsed;
    p.document = std::move(document);
    p.etag = entity_tag(p.document);
    p.version = number_of(member(doc, &doc.root(), "version"), 0);
    if (p.version < 1) stop("it has no version");
    const auto* terms = member(doc, &doc.root(), "terms");
    p.consent_version = text_of(doc, member(doc, member(doc, terms, "consent"), "version"));
    p.claim_days = number_of(member(doc, member(doc, &doc.root(), "guest_orders"), "claim_days"), 0);
    p.enabled = flag_of(member(doc, member(doc, &doc.root(), "widget"), "enabled"), true);
    const auto* locales = member(doc, &doc.root(), "locales");
    const bool has_locale = locales != nullptr && locales->type == json::Type::array && locales->count > 0;
    p.main_locale = has_locale ? text_of(doc, &doc.at(locales->child), "en") : "en";
    add_config(p, "");
    add_config(p, p.main_locale);
    for (auto i = has_locale ? locales->child : json::nowhere; i != json::nowhere; i = doc.at(i).next)
        add_config(p, text_of(doc, &doc.at(i)));
    return p;
}

void add_compiled(Programme& programme, std::string compiled) {
    programme.compiled_etag = entity_tag(compiled);
    programme.compiled = std::move(compiled);
}

std::string remember_version(Database& db, std::string_view file_text, std::int64_t now_ms) {
    const auto normal = normal_document(file_text);
    const auto hash = sha256(normal);
    const auto doc = parsed(normal);
    const auto version = number_of(member(doc, &doc.root(), "version"), 0);
    std::int64_t newest = 0;
    {
        Query q = db.query("SELECT version, sha256, document FROM programmes ORDER BY version DESC LIMIT 1");
        if (q.next()) {
            newest = q.number(0);
            if (newest == version && q.text(1) == hash) return q.text(2);
        }
    }
    if (newest >= version) {
        const auto number = "version " + std::to_string(version);
        const auto why = newest > version ? number + " is older than what is stored (the newest is " + std::to_string(newest) + ")"
                                          : number + " is stored with other contents";
        stop(why + ". Orders are judged by the version of their sale, so versions only rise: what is to hold from now " +
             "on, an older programme too, needs a higher version number.");
    }
    auto completed = completed_document(normal);
    if (!completed) stop(json::line("error  ", completed.refusal()));
    auto document = std::move(*completed);
    // The first version also judges what was before it (imported orders).
    db.run("INSERT INTO programmes (version, active_from_ms, document, sha256) VALUES (?, ?, ?, ?)", version,
           newest == 0 ? 0 : now_ms, document, Blob{hash});
    restock(db, doc, version);
    return document;
}

}  // namespace regulars::backend
