#include "json_text.hpp"

namespace regulars::backend {
namespace {

void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || c == '<' || c == '>' || c == '&' || byte == 0x7f) {
            out += "\\u00";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void append(std::string& out, const json::Document& doc, const json::Node& node);

void append_children(std::string& out, const json::Document& doc, const json::Node& node, bool named) {
    bool first = true;
    for (auto i = node.child; i != json::nowhere; i = doc.at(i).next) {
        if (!first) out += ',';
        first = false;
        if (named) {
            append_quoted(out, doc.name(doc.at(i)));
            out += ':';
        }
        append(out, doc, doc.at(i));
    }
}

void append(std::string& out, const json::Document& doc, const json::Node& node) {
    switch (node.type) {
        case json::Type::null: out += "null"; break;
        case json::Type::boolean: out += node.number != 0 ? "true" : "false"; break;
        case json::Type::integer: out += std::to_string(node.number); break;
        case json::Type::text: append_quoted(out, doc.text(node)); break;
        case json::Type::array:
            out += '[';
            append_children(out, doc, node, false);
            out += ']';
            break;
        case json::Type::object:
            out += '{';
            append_children(out, doc, node, true);
            out += '}';
            break;
    }
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string out;
    append_quoted(out, text);
    return out;
}

std::string to_text(const json::Document& doc, const json::Node& node) {
    std::string out;
    append(out, doc, node);
    return out;
}

void JsonObject::open(std::string_view name) {
    if (out_.size() > 1) out_ += ',';
    append_quoted(out_, name);
    out_ += ':';
}

JsonObject& JsonObject::text(std::string_view name, std::string_view value) {
    open(name);
    append_quoted(out_, value);
    return *this;
}

JsonObject& JsonObject::maybe_text(std::string_view name, const std::optional<std::string>& value) {
    return value ? text(name, *value) : null(name);
}

JsonObject& JsonObject::number(std::string_view name, std::int64_t value) { return raw(name, std::to_string(value)); }

JsonObject& JsonObject::maybe_number(std::string_view name, const std::optional<std::int64_t>& value) {
    return value ? number(name, *value) : null(name);
}

JsonObject& JsonObject::boolean(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }

JsonObject& JsonObject::null(std::string_view name) { return raw(name, "null"); }

JsonObject& JsonObject::raw(std::string_view name, std::string_view json) {
    open(name);
    out_ += json;
    return *this;
}

JsonArray& JsonArray::raw(std::string_view json) {
    if (out_.size() > 1) out_ += ',';
    out_ += json;
    return *this;
}

}  // namespace regulars::backend
