// Reads the members of a JSON object, strictly: the first thing that is wrong is remembered, unknown members are refused.
//
//     Fields in(body);
//     const auto email = in.text("email", 254);
//     const auto name = in.maybe_text("name", 100);
//     if (!in.done()) return problem(in.refusal());
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/document.hpp"
#include "engine/result.hpp"

namespace regulars::backend {

class Fields {
public:
    explicit Fields(const json::Document& doc) : Fields(doc, doc.root(), {}) {}
    Fields(const json::Document& doc, const json::Node& object, std::string path);

    /// Texts are 1 to `max` bytes without control characters. A member that is there but wrong is a refusal; the
    /// plain forms also refuse an absent one. After a refusal the values mean nothing.
    std::string text(std::string_view name, std::size_t max);
    std::optional<std::string> maybe_text(std::string_view name, std::size_t max);
    std::string instant(std::string_view name);
    std::optional<std::int64_t> maybe_number(std::string_view name, std::int64_t min, std::int64_t max);
    std::optional<bool> maybe_flag(std::string_view name);
    /// An object member; its path is `path()` + name.
    const json::Node* object(std::string_view name);
    const json::Node* maybe_object(std::string_view name);
    const json::Node* maybe_array(std::string_view name);
    /// Of any type, for whoever judges it later; null where absent.
    const json::Node* any(std::string_view name) { return find(name, false); }
    bool has(std::string_view name) const;
    bool is_null(std::string_view name) const;
    bool empty() const { return object_.count == 0; }
    /// From here on a null under this name counts as absent.
    void allow_null(std::string_view name) { nullable_.push_back(name); }

    void keep(Refusal refusal);
    /// The first refusal of an inner object becomes this one's.
    void take_refusal(Fields& inner) {
        if (!inner.done()) keep(inner.refusal());
    }
    void refuse_here(Code code, std::string_view name, std::string_view expected = {});
    std::string path_of(std::string_view name) const;
    const json::Document& doc() const { return doc_; }

    /// True where all was right and every member was asked for.
    bool done();
    const Refusal& refusal() const { return refusal_; }

private:
    const json::Node* find(std::string_view name, bool required);
    const json::Node* typed(std::string_view name, json::Type type, bool required);

    const json::Document& doc_;
    const json::Node& object_;
    std::string path_;
    std::vector<std::string_view> known_;
    std::vector<std::string_view> nullable_;
    Refusal refusal_;
};

}  // namespace regulars::backend
