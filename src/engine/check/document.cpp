#include "document.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "../json/document.hpp"
#include "../json/forms.hpp"
#include "../json/parse.hpp"
#include "dates.hpp"

namespace regulars::check {

namespace {

using json::Document;
using json::Index;
using json::Node;

const Node* member(const Document& d, const Node& object, std::string_view name) {
    if (object.type != json::Type::object) return nullptr;
    for (Index i = object.child; i != json::nowhere; i = d.at(i).next) {
        if (d.name(d.at(i)) == name) return &d.at(i);
    }
    return nullptr;
}

struct Told {
    std::string_view field, what;
};

/// The words that Commercial Law 2005 Art. 97(1), Decree 81/2018 Art. 14(2) (Vietnam), GDPR Art. 7 and 13 and
/// 11 CCR 7016 (California) have in common, and what disputes with shoppers are about.
constexpr Told must_tell[] = {
    {"territory", "where the programme holds"},
    {"starts", "on which day it starts"},
    {"earn", "how one earns"},
    {"redeem", "how one redeems"},
    {"expiry", "when what was earned expires"},
    {"refunds", "what a refund takes back"},
    {"changes", "how changes and the end are announced"},
    {"complaints", "where to complain"},
    {"consent", "what the tick box for advertising stands for"},
};

class Reader {
public:
    Reader(const Document& document, const Program& program) : d(document), p(program) {}

    List<Refusal> run() {
        const Node& root = d.root();
        if (const Node* list = member(d, root, "locales")) {
            for (Index i = list->child; i != json::nowhere; i = d.at(i).next) locales.push_back(d.text(d.at(i)));
        }
        terms(member(d, root, "terms"));
        texts(root, {});
        dates(member(d, root, "terms"));
        law(member(d, root, "terms"));
        return std::move(found);
    }

private:
    const Document& d;
    const Program& p;
    List<std::string_view> locales;
    List<Refusal> found;

    void terms(const Node* node) {
        if (!node) {
            found.push_back(refuse(Code::terms_missing, "terms").with("what", "the terms; this programme has none"));
            return;
        }
        for (const Told& told : must_tell) {
            if (!member(d, *node, told.field)) found.push_back(refuse(Code::terms_missing, "terms." + std::string(told.field)).with("what", std::string(told.what)));
        }
    }

    bool is_locale(std::string_view word) const { return std::find(locales.begin(), locales.end(), word) != locales.end(); }

    /// Every object whose members are languages lacks none of the programme's.
    void texts(const Node& node, const std::string& path) {
        if (node.type != json::Type::object && node.type != json::Type::array) return;
        bool words = node.type == json::Type::object && node.child != json::nowhere;
        for (Index i = node.child; i != json::nowhere && words; i = d.at(i).next) {
            words = d.at(i).type == json::Type::text && is_locale(d.name(d.at(i)));
        }
        if (words) {
            for (std::string_view locale : locales) {
                if (!member(d, node, locale)) found.push_back(refuse(Code::text_missing, path).with("locale", std::string(locale)));
            }
            return;
        }
        std::size_t n = 0;
        for (Index i = node.child; i != json::nowhere; i = d.at(i).next, ++n) {
            std::string below = path;
            if (node.type == json::Type::array) {
                below += "[" + std::to_string(n) + "]";
            } else {
                if (!below.empty()) below += '.';
                json::append_name(below, d.name(d.at(i)));
            }
            texts(d.at(i), below);
        }
    }

    std::optional<Day> day(const Node* terms, std::string_view name) const {
        const Node* node = terms ? member(d, *terms, name) : nullptr;
        return node ? json::day_from(d.text(*node)) : std::nullopt;
    }

    void dates(const Node* terms) {
        const auto starts = day(terms, "starts"), ends = day(terms, "ends");
        for (Refusal& w : out_of_term(p, starts, ends)) found.push_back(std::move(w));
    }

    void notice(std::string_view country, std::string_view what) {
        found.push_back(refuse(Code::law_notice, "terms").with("country", std::string(country)).with("what", std::string(what)));
    }

    void law(const Node* node) {
        if (p.currency.code == "VND") {
            notice("Vietnam", "notify the department of industry and trade of each province at least 3 working days before the start, unless gifts stay under VND 100 million or everything is sold online (Decree 81/2018 Art. 17, 128/2024)");
            if (!node || !member(d, *node, "privacy")) notice("Vietnam", "consent is given for each purpose on its own and recorded (Law 91/2025)");
        }
        if (p.currency.code == "CAD") {
            const bool by_time = std::any_of(p.wallets.begin(), p.wallets.end(), [](const Wallet& w) {
                return w.expiry.kind != ExpiryKind::never && w.expiry.kind != ExpiryKind::inactivity && w.expiry.kind != ExpiryKind::activity_extends;
            });
            if (by_time) notice("Ontario", "points may not expire by the passing of time alone (2016 Act)");
        }
        if (p.currency.code == "EUR") notice("European Union", "a member price that is announced to all is a price reduction: show the lowest price of the 30 days before (Directive 98/6/EC Art. 6a)");
        if (p.currency.code == "USD") notice("California", "a notice of financial incentive is due before joining (11 CCR 7016)");
    }
};

}  // namespace

List<Refusal> document_warnings(std::string_view text, const Program& program) {
    auto document = json::parse(text);
    if (!document) return {};
    return Reader(*document, program).run();
}

}  // namespace regulars::check
