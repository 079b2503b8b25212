#include <string>

#include "vector.hpp"

namespace regulars::json {

namespace {

std::string shown(const Document& d, const Node& n) {
    switch (n.type) {
        case Type::null: return "null";
        case Type::boolean: return n.number != 0 ? "true" : "false";
        case Type::integer: return std::to_string(n.number);
        case Type::text: return '"' + std::string(d.text(n)) + '"';
        case Type::array: return "a list of " + std::to_string(n.count);
        case Type::object: return "an object";
    }
    return {};
}

Index member(const Document& d, const Node& object, std::string_view name) {
    for (Index i = object.child; i != nowhere; i = d.nodes[i].next) {
        if (d.name(d.nodes[i]) == name) return i;
    }
    return nowhere;
}

class Comparison {
public:
    Comparison(const Document& expected, const Document& actual) : e_(expected), a_(actual) {}

    std::string compare(Index ei, Index ai, const std::string& path) const {
        const Node& e = e_.nodes[ei];
        const Node& a = a_.nodes[ai];
        auto differ = [&] { return path + ": expected " + shown(e_, e) + ", got " + shown(a_, a); };
        if (e.type != a.type) return differ();
        switch (e.type) {
            case Type::null: return {};
            case Type::boolean:
            case Type::integer: return e.number == a.number ? std::string() : differ();
            case Type::text: return e_.text(e) == a_.text(a) ? std::string() : differ();
            case Type::object: return objects(e, a, path);
            case Type::array: break;
        }
        const std::string_view by = label(e);
        if (!by.empty()) return labelled(e, a, by, path);
        return e.count == a.count ? items(e, a, path) : differ();
    }

private:
    const Document& e_;
    const Document& a_;

    /// The member that all items of a list have and that tells them apart.
    std::string_view label(const Node& list) const {
        for (const std::string_view by : {"id", "rule", "metric", "wallet"}) {
            bool all = list.count > 0;
            for (Index i = list.child; i != nowhere && all; i = e_.nodes[i].next) {
                const Index m = e_.nodes[i].type == Type::object ? member(e_, e_.nodes[i], by) : nowhere;
                all = m != nowhere && e_.nodes[m].type == Type::text;
            }
            if (all) return by;
        }
        return {};
    }

    std::string objects(const Node& e, const Node& a, const std::string& path) const {
        for (Index i = e.child; i != nowhere; i = e_.nodes[i].next) {
            const std::string_view name = e_.name(e_.nodes[i]);
            const std::string inner = path + '.' + std::string(name);
            const Index m = member(a_, a, name);
            if (m == nowhere) return inner + ": missing";
            std::string found = compare(i, m, inner);
            if (!found.empty()) return found;
        }
        return {};
    }

    std::string items(const Node& e, const Node& a, const std::string& path) const {
        Index j = a.child;
        std::size_t n = 0;
        for (Index i = e.child; i != nowhere; i = e_.nodes[i].next, j = a_.nodes[j].next, ++n) {
            std::string found = compare(i, j, path + '[' + std::to_string(n) + ']');
            if (!found.empty()) return found;
        }
        return {};
    }

    /// Several items may have one label (two entries of one rule): each expected item takes the first that fits.
    std::string labelled(const Node& e, const Node& a, std::string_view by, const std::string& path) const {
        std::vector<Index> taken;
        for (Index i = e.child; i != nowhere; i = e_.nodes[i].next) {
            const std::string_view wanted = e_.text(e_.nodes[member(e_, e_.nodes[i], by)]);
            const std::string inner = path + '[' + std::string(wanted) + ']';
            std::string found = inner + ": missing";
            for (Index j = a.child; j != nowhere && !found.empty(); j = a_.nodes[j].next) {
                const Node& item = a_.nodes[j];
                const Index m = item.type == Type::object ? member(a_, item, by) : nowhere;
                if (m == nowhere || a_.text(a_.nodes[m]) != wanted || a_.nodes[m].type != Type::text) continue;
                bool used = false;
                for (const Index t : taken) used = used || t == j;
                if (used) continue;
                found = compare(i, j, inner);
                if (found.empty()) taken.push_back(j);
            }
            if (!found.empty()) return found;
        }
        return {};
    }
};

}  // namespace

std::string difference(const Document& expected, Index e, const Document& actual, Index a) {
    return Comparison(expected, actual).compare(e, a, {});
}

}  // namespace regulars::json
