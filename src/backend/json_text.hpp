// Writes JSON text, with pieces that are JSON already (what the engine said) put in as they are.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/json/document.hpp"

namespace regulars::backend {

/// A quoted JSON string. Also escapes what is dangerous where JSON is pasted into HTML.
std::string quoted(std::string_view text);

/// A node of a parsed document as text again, members in their order.
std::string to_text(const json::Document& doc, const json::Node& node);

/// An object, member by member: `JsonObject().text("status", "ok").str()`.
class JsonObject {
public:
    JsonObject& text(std::string_view name, std::string_view value);
    JsonObject& maybe_text(std::string_view name, const std::optional<std::string>& value);
    JsonObject& number(std::string_view name, std::int64_t value);
    JsonObject& maybe_number(std::string_view name, const std::optional<std::int64_t>& value);
    JsonObject& boolean(std::string_view name, bool value);
    JsonObject& null(std::string_view name);
    /// `json` must be JSON.
    JsonObject& raw(std::string_view name, std::string_view json);
    std::string str() const { return out_ + "}"; }

private:
    void open(std::string_view name);
    std::string out_ = "{";
};

class JsonArray {
public:
    JsonArray& raw(std::string_view json);
    std::string str() const { return out_ + "]"; }

private:
    std::string out_ = "[";
};

}  // namespace regulars::backend
