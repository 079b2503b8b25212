#include "references.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "../compile.hpp"
#include "../generated/limits.hpp"
#include "../generated/schema_tables.hpp"
#include "../json/decode.hpp"
#include "../json/document.hpp"
#include "../json/parse.hpp"
#include "../json/validate.hpp"

namespace regulars::check {

namespace {

using json::Document;
using json::Index;
using json::Node;

class Cleaner {
public:
    Cleaner(Document& document, const List<Refusal>& shape) : d(document), wrong(shape) {}

    /// Takes out every member that an error is about; an item stays in its place, so that paths remain, but empty.
    void clean(Index at, const std::string& path) {
        const bool items = d.nodes[at].type == json::Type::array;
        Index before = json::nowhere;
        std::size_t n = 0;
        for (Index i = d.nodes[at].child; i != json::nowhere; i = d.nodes[i].next, ++n) {
            const std::string below = items ? path + "[" + std::to_string(n) + "]" : member_path(path, d.nodes[i]);
            const bool bad = is_wrong(below);
            if (bad && items) {
                Node empty;
                empty.next = d.nodes[i].next;
                d.nodes[i] = empty;
            } else if (bad) {
                (before == json::nowhere ? d.nodes[at].child : d.nodes[before].next) = d.nodes[i].next;
                --d.nodes[at].count;
                continue;
            }
            clean(i, below);
            before = i;
        }
    }

private:
    Document& d;
    const List<Refusal>& wrong;

    std::string member_path(std::string path, const Node& node) const {
        if (!path.empty()) path += '.';
        json::append_name(path, d.name(node));
        return path;
    }

    bool is_wrong(const std::string& path) const {
        return std::any_of(wrong.begin(), wrong.end(), [&](const Refusal& r) { return r.path == path; });
    }
};

template <class Items>
bool nameless(const Items& items) {
    return std::any_of(items.begin(), items.end(), [](const auto& item) { return item.id.empty(); });
}

/// Whether an id that is in the text may be missing from what was read.
bool ids_lost(const Program& p, const List<Refusal>& shape) {
    for (const Refusal& r : shape) {
        if (r.code == Code::too_large || r.code == Code::too_deep) return true;
        // A list, or what may be meant as one: a member of the programme or of its tiers.
        const std::string_view path = r.path;
        const std::string_view last = path.starts_with("tiers.") ? path.substr(6) : path;
        if (last.find_first_of(".[") == last.npos) {
            constexpr std::string_view lists[] = {"wallets", "earning", "campaigns", "rewards", "plans", "tiers", "levels", "metrics"};
            if (r.code == Code::unknown_field || std::find(std::begin(lists), std::end(lists), last) != std::end(lists)) return true;
        }
    }
    const bool tiers = p.tiers && (nameless(p.tiers->levels) || nameless(p.tiers->metrics));
    return tiers || nameless(p.wallets) || nameless(p.earning) || nameless(p.campaigns) || nameless(p.rewards) || nameless(p.plans);
}

}  // namespace

List<Refusal> broken_references(std::string_view text, const List<Refusal>& shape) {
    Result<Document> document = json::parse(text);
    if (!document || document->root().type != json::Type::object || shape.size() >= limits::problems) return {};
    Cleaner(*document, shape).clean(0, {});
    (void)json::validate(*document, json::program_root);   // notes what decoding needs; what it finds was said
    Program program;
    json::decode(*document, document->root(), program);
    if (ids_lost(program, shape)) return {};
    List<Refusal> found;
    for (Refusal& r : resolve(program)) {
        if (r.code == Code::unknown_reference || r.code == Code::duplicate_id) found.push_back(std::move(r));
    }
    return found;
}

}  // namespace regulars::check
