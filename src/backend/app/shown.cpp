#include "shown.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/json_text.hpp"

namespace regulars::backend {
namespace {

using json::Document;
using json::Node;
using Names = std::span<const std::string_view>;

// The members that web/widget/programme.ts reads.
constexpr std::array<std::string_view, 4> wallet{"id", "unit", "scale", "name"};
constexpr std::array<std::string_view, 6> earning{"id", "name", "on", "wallet", "award", "tier_multipliers"};
constexpr std::array<std::string_view, 2> campaign{"id", "name"};
constexpr std::array<std::string_view, 2> metric{"id", "kind"};
constexpr std::array<std::string_view, 3> level{"id", "name", "qualify"};
constexpr std::array<std::string_view, 9> reward{"id",   "name",       "description", "kind",     "wallet",
                                                 "cost", "cost_units", "voucher",     "automatic"};

const Node* member(const Document& doc, const Node* object, std::string_view name) {
    if (object == nullptr || object->type != json::Type::object) return nullptr;
    for (auto i = object->child; i != json::nowhere; i = doc.at(i).next) {
        if (doc.name(doc.at(i)) == name) return &doc.at(i);
    }
    return nullptr;
}

class Projection {
public:
    Projection(const Document& doc, std::string_view locale, std::string_view main) : doc_(doc), locale_(locale), main_(main) {}

    std::string programme() const {
        const auto& root = doc_.root();
        const auto* tiers = member(doc_, &root, "tiers");
        JsonObject out;
        // Its days begin and end there, wherever the shopper is.
        const auto* zone = member(doc_, member(doc_, &root, "time_zone"), "name");
        if (zone != nullptr) out.raw("time_zone", to_text(doc_, *zone));
        out.raw("wallets", list(&root, "wallets", wallet)).raw("earning", list(&root, "earning", earning));
        out.raw("campaigns", list(&root, "campaigns", campaign)).raw("rewards", list(&root, "rewards", reward));
        out.raw("tiers", JsonObject().raw("metrics", list(tiers, "metrics", metric)).raw("levels", list(tiers, "levels", level)).str());
        return out.str();
    }

private:
    std::string list(const Node* object, std::string_view name, Names names) const {
        JsonArray out;
        const auto* items = member(doc_, object, name);
        if (items == nullptr || items->type != json::Type::array) return out.str();
        for (auto i = items->child; i != json::nowhere; i = doc_.at(i).next) out.raw(some(doc_.at(i), names));
        return out.str();
    }

    std::string some(const Node& object, Names names) const {
        JsonObject out;
        if (object.type != json::Type::object) return out.str();
        for (auto i = object.child; i != json::nowhere; i = doc_.at(i).next) {
            const auto name = doc_.name(doc_.at(i));
            if (std::find(names.begin(), names.end(), name) == names.end()) continue;
            const bool is_text = name == "name" || name == "description";
            out.raw(name, is_text ? one_language(doc_, doc_.at(i), locale_, main_) : to_text(doc_, doc_.at(i)));
        }
        return out.str();
    }

    const Document& doc_;
    std::string_view locale_;
    std::string_view main_;
};

}  // namespace

std::string one_language(const Document& doc, const Node& text, std::string_view locale, std::string_view main) {
    JsonObject out;
    const Node* chosen = nullptr;
    for (const auto wanted : {locale, main}) {
        if (chosen == nullptr) chosen = member(doc, &text, wanted);
    }
    if (chosen == nullptr && text.type == json::Type::object && text.child != json::nowhere) chosen = &doc.at(text.child);
    if (chosen != nullptr) out.raw(doc.name(*chosen), to_text(doc, *chosen));
    return out.str();
}

ShownProgramme::ShownProgramme(const Document& document, std::string main_locale) : main_locale_(std::move(main_locale)) {
    const auto add = [&](std::string_view locale) {
        auto text = Projection(document, locale, main_locale_).programme();
        auto etag = "\"" + base64url(sha256(text)).substr(0, 22) + "\"";
        answers_.insert_or_assign(std::string(locale), Answer{std::move(text), std::move(etag)});
    };
    add(main_locale_);
    const auto* locales = member(document, &document.root(), "locales");
    if (locales == nullptr || locales->type != json::Type::array) return;
    for (auto i = locales->child; i != json::nowhere; i = document.at(i).next) add(document.text(document.at(i)));
}

const ShownProgramme::Answer& ShownProgramme::in(std::string_view locale) const {
    const auto found = answers_.find(locale);
    return found != answers_.end() ? found->second : answers_.at(main_locale_);
}

}  // namespace regulars::backend
