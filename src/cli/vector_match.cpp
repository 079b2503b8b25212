#include "vector_match.hpp"

#include <map>

#include "engine/generated/limits.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/parse.hpp"

namespace regulars::cli {

using json::Document;
using json::Index;
using json::Node;
using json::Type;

namespace {

std::string number(std::int64_t n) { return std::to_string(n); }

std::string differs(const std::string& what, const std::string& expected, const std::string& seen) {
    return what + ": expected " + expected + ", got " + (seen.empty() ? "nothing" : seen);
}

std::string scalar(const Document& d, const Node& n) {
    switch (n.type) {
        case Type::null: return "null";
        case Type::boolean: return n.number != 0 ? "true" : "false";
        case Type::integer: return number(n.number);
        case Type::text: return "\"" + std::string(d.text(n)) + "\"";
        case Type::array: return "a list of " + number(n.count);
        case Type::object: return "an object";
    }
    return {};
}

/// The member by which items of a list are told apart, where they have one.
std::string_view identity(const Document& d, const Node& item) {
    for (std::string_view name : {"id", "rule", "metric", "wallet"}) {
        if (const Node* n = find(d, item, name); n && n->type == Type::text) return name;
    }
    return {};
}

std::string part(const Document& d, const Node& want, const Document& e, const Node& have, const std::string& path);

std::string part_list(const Document& d, const Node& want, const Document& e, const Node& have, const std::string& path) {
    Index other = have.child;
    std::size_t i = 0;
    for (Index at = want.child; at != json::nowhere; at = d.at(at).next, ++i) {
        const Node& item = d.at(at);
        const std::string below = path + "[" + std::to_string(i) + "]";
        const std::string_view key = item.type == Type::object ? identity(d, item) : std::string_view{};
        const Node* match = nullptr;
        if (key.empty()) {
            if (other != json::nowhere) {
                match = &e.at(other);
                other = e.at(other).next;
            }
        } else {
            const std::string_view id = d.text(*find(d, item, key));
            for (Index k = have.child; k != json::nowhere && !match; k = e.at(k).next) {
                const Node* n = find(e, e.at(k), key);
                if (n && n->type == Type::text && e.text(*n) == id) match = &e.at(k);
            }
        }
        if (!match) return below + ": expected " + scalar(d, item) + ", got nothing";
        if (std::string p = part(d, item, e, *match, below); !p.empty()) return p;
    }
    return {};
}

std::string part(const Document& d, const Node& want, const Document& e, const Node& have, const std::string& path) {
    if (want.type != have.type) return differs(path, scalar(d, want), scalar(e, have));
    if (want.type == Type::array) {
        const bool by_identity = want.child != json::nowhere && d.at(want.child).type == Type::object && !identity(d, d.at(want.child)).empty();
        if (!by_identity && want.count != have.count) return differs(path, scalar(d, want), scalar(e, have));
        return part_list(d, want, e, have, path);
    }
    if (want.type != Type::object) return scalar(d, want) == scalar(e, have) ? std::string() : differs(path, scalar(d, want), scalar(e, have));
    for (Index at = want.child; at != json::nowhere; at = d.at(at).next) {
        const Node* member = find(e, have, d.name(d.at(at)));
        std::string below = path;
        below += '.';
        json::append_name(below, d.name(d.at(at)));
        if (!member) return below + ": not there";
        if (std::string p = part(d, d.at(at), e, *member, below); !p.empty()) return p;
    }
    return {};
}

std::string part_of_text(const Document& d, const Node& want, const std::string& text, const std::string& path) {
    const auto have = json::parse(text, limits::state_bytes);
    if (!have) return path + ": there is none";
    return part(d, want, *have, have->root(), path);
}

std::string compare_refusal(const Document& d, const Node* want, const Seen& seen) {
    const std::string got = seen.refusal ? std::string(name(seen.refusal->code)) : std::string();
    if (!want) return seen.refusal ? "refused: " + got + " at " + seen.refusal->path : std::string();
    const std::string code(d.text(*find(d, *want, "code")));
    if (code != got) return differs("refusal", code, got);
    if (const Node* path = find(d, *want, "path"); path && d.text(*path) != seen.refusal->path) {
        return differs("refusal.path", std::string(d.text(*path)), seen.refusal->path);
    }
    return {};
}

std::string compare_balances(const Document& d, const Node& want, const Summary& summary) {
    std::string problem;
    each(d, want, [&](const Node& w) {
        const WalletSummary* have = nullptr;
        for (const WalletSummary& s : summary.wallets) {
            if (s.id == d.name(w)) have = &s;
        }
        const std::string path = "balances." + std::string(d.name(w));
        if (!have) problem = path + ": no such wallet";
        each(d, w, [&](const Node& n) {
            if (!problem.empty()) return;
            const std::string_view field = d.name(n);
            const std::int64_t got = field == "available" ? have->available : field == "pending" ? have->pending : field == "held" ? have->held : have->debt;
            if (got != n.number) problem = differs(path + "." + std::string(field), number(n.number), number(got));
        });
    });
    return problem;
}

std::string compare_totals(const Document& d, const Node& want, const List<Award>& awards) {
    std::string problem;
    each(d, want, [&](const Node& w) {
        std::int64_t sum = 0;
        for (const Award& a : awards) {
            if (a.wallet == d.name(w)) sum += a.units;
        }
        if (sum != w.number && problem.empty()) problem = differs("totals." + std::string(d.name(w)), number(w.number), number(sum));
    });
    return problem;
}

std::string compare_rewards(const Document& d, const Node& want, const Summary& summary) {
    std::string list = "{\"rewards\":[";
    each(d, want, [&](const Node& w) {
        if (list.back() == '}') list += ',';
        list += "{\"id\":";
        json::append_text(list, d.name(w));
        list += ",\"status\":";
        json::append_text(list, d.text(w));
        list += '}';
    });
    const auto wanted = json::parse(list + "]}", limits::state_bytes);
    return part_of_text(*wanted, wanted->root(), json::summary_text(summary), "rewards");
}

}  // namespace

const Node* find(const Document& document, const Node& object, std::string_view name) {
    if (object.type != Type::object) return nullptr;
    for (Index i = object.child; i != json::nowhere; i = document.at(i).next) {
        if (document.name(document.at(i)) == name) return &document.at(i);
    }
    return nullptr;
}

std::string compare(const Document& d, const Node& expect, const Seen& seen) {
    if (std::string p = compare_refusal(d, find(d, expect, "refusal"), seen); !p.empty()) return p;
    if (const Node* n = find(d, expect, "balances")) {
        if (std::string p = compare_balances(d, *n, seen.summary); !p.empty()) return p;
    }
    if (const Node* n = find(d, expect, "tier")) {
        const std::string tier = !seen.tier_before.empty() ? seen.tier_before : seen.summary.tier ? seen.summary.tier->id : "";
        if (tier != d.text(*n)) return differs("tier", std::string(d.text(*n)), tier);
    }
    if (const Node* n = find(d, expect, "tier_after"); n && seen.tier_after != d.text(*n)) {
        return differs("tier_after", std::string(d.text(*n)), seen.tier_after);
    }
    if (const Node* n = find(d, expect, "totals")) {
        if (std::string p = compare_totals(d, *n, seen.awards); !p.empty()) return p;
    }
    if (const Node* n = find(d, expect, "rewards")) {
        if (std::string p = compare_rewards(d, *n, seen.summary); !p.empty()) return p;
    }
    if (const Node* n = find(d, expect, "outcome")) {
        if (std::string p = part_of_text(d, *n, seen.outcome, "outcome"); !p.empty()) return p;
    }
    if (const Node* n = find(d, expect, "summary")) return part_of_text(d, *n, json::summary_text(seen.summary), "summary");
    return {};
}

}  // namespace regulars::cli
