#include "fields.hpp"

#include <algorithm>

#include "backend/clock.hpp"
#include "engine/json/forms.hpp"

namespace regulars::backend {

Fields::Fields(const json::Document& doc, const json::Node& object, std::string path)
    : doc_(doc), object_(object), path_(std::move(path)) {
    if (object.type != json::Type::object) {
        keep(refuse(Code::wrong_type, path_)
                 .with("expected", std::string("object"))
                 .with("found", std::string(json::name(object.type))));
    }
}

void Fields::keep(Refusal refusal) {
    if (refusal_.code == Code::ok) refusal_ = std::move(refusal);
}

std::string Fields::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

const json::Node* Fields::find(std::string_view name, bool required) {
    known_.push_back(name);
    if (object_.type == json::Type::object) {
        for (auto i = object_.child; i != json::nowhere; i = doc_.at(i).next) {
            if (doc_.name(doc_.at(i)) == name) return &doc_.at(i);
        }
    }
    if (required) keep(refuse(Code::missing_field, path_of(name)).with("field", std::string(name)));
    return nullptr;
}

const json::Node* Fields::typed(std::string_view name, json::Type type, bool required) {
    const auto* node = find(name, required);
    if (node == nullptr || node->type == type) return node;
    const bool nullable = std::find(nullable_.begin(), nullable_.end(), name) != nullable_.end();
    if (node->type == json::Type::null && nullable) return nullptr;
    keep(refuse(Code::wrong_type, path_of(name))
             .with("expected", std::string(json::name(type)))
             .with("found", std::string(json::name(node->type))));
    return nullptr;
}

void Fields::refuse_here(Code code, std::string_view name, std::string_view expected) {
    auto refusal = refuse(code, path_of(name));
    if (code == Code::missing_field || code == Code::unknown_field) {
        refusal.params.push_back({"field", std::string(name), 0, false});
    }
    if (!expected.empty()) refusal.params.push_back({"expected", std::string(expected), 0, false});
    keep(std::move(refusal));
}

std::optional<std::string> Fields::maybe_text(std::string_view name, std::size_t max) {
    const auto* node = typed(name, json::Type::text, false);
    if (node == nullptr) return std::nullopt;
    const auto text = doc_.text(*node);
    if (text.empty()) keep(refuse(Code::too_short, path_of(name)).with("min", 1).with("found", 0));
    if (text.size() > max) {
        keep(refuse(Code::too_long, path_of(name)).with("max", static_cast<std::int64_t>(max)).with("found", static_cast<std::int64_t>(text.size())));
    }
    const bool control = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (control) refuse_here(Code::wrong_value, name, "no control characters");
    return std::string(text);
}

std::string Fields::text(std::string_view name, std::size_t max) {
    if (find(name, true) == nullptr) return {};
    return maybe_text(name, max).value_or("");
}

std::string Fields::instant(std::string_view name) {
    // Room for what others write, "2026-11-22T12:00:00.000000+07:00": what it looks like says more than how long it is.
    auto value = text(name, 64);
    if (refusal_.code == Code::ok && !read_instant(value)) refuse_here(Code::wrong_value, name, json::name(json::Form::instant));
    return value;
}

std::optional<std::int64_t> Fields::maybe_number(std::string_view name, std::int64_t min, std::int64_t max) {
    const auto* node = typed(name, json::Type::integer, false);
    if (node == nullptr) return std::nullopt;
    if (node->number < min || node->number > max) {
        keep(refuse(Code::number_out_of_range, path_of(name)).with("min", min).with("max", max));
    }
    return node->number;
}

std::optional<bool> Fields::maybe_flag(std::string_view name) {
    const auto* node = typed(name, json::Type::boolean, false);
    if (node == nullptr) return std::nullopt;
    return node->number != 0;
}

const json::Node* Fields::object(std::string_view name) { return typed(name, json::Type::object, true); }
const json::Node* Fields::maybe_object(std::string_view name) { return typed(name, json::Type::object, false); }
const json::Node* Fields::maybe_array(std::string_view name) { return typed(name, json::Type::array, false); }

bool Fields::has(std::string_view name) const {
    if (object_.type != json::Type::object) return false;
    for (auto i = object_.child; i != json::nowhere; i = doc_.at(i).next) {
        if (doc_.name(doc_.at(i)) == name) return true;
    }
    return false;
}

bool Fields::is_null(std::string_view name) const {
    if (object_.type != json::Type::object) return false;
    for (auto i = object_.child; i != json::nowhere; i = doc_.at(i).next) {
        if (doc_.name(doc_.at(i)) == name) return doc_.at(i).type == json::Type::null;
    }
    return false;
}

bool Fields::done() {
    if (object_.type == json::Type::object) {
        for (auto i = object_.child; i != json::nowhere; i = doc_.at(i).next) {
            const auto name = doc_.name(doc_.at(i));
            if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
            std::string path = path_.empty() ? "" : path_ + ".";
            json::append_name(path, name);   // makes what cannot be shown safe
            keep(refuse(Code::unknown_field, path).with("field", std::string(name.substr(0, 64))));
        }
    }
    return refusal_.code == Code::ok;
}

}  // namespace regulars::backend
