#include "refusal_text.hpp"

#include <algorithm>

#include "../generated/code_words.hpp"
#include "forms.hpp"

namespace regulars::json {

namespace {

const Param* find(const List<Param>& params, std::string_view name) {
    const auto it = std::find_if(params.begin(), params.end(), [&](const Param& p) { return p.name == name; });
    return it == params.end() ? nullptr : &*it;
}

/// The first name of a list of them, "min max found", which loses it.
std::string_view take_name(std::string_view& names) {
    const auto end = std::min(names.find(' '), names.size());
    const auto name = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    return name;
}

/// " That is line 3, column 7." Editors count characters, not bytes.
std::string place(const Refusal& refusal, std::string_view document) {
    const Param* offset = find(refusal.params, "offset");
    if (!offset || document.empty()) return {};
    // `offset` counts what was read: the last byte of it is the one that does not fit.
    const auto before = document.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(offset->number - 1, 0)));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto start = before.rfind('\n') + 1;   // 0 on the first line
    return " That is line " + std::to_string(line) + ", column " + std::to_string(characters(before.substr(start)) + 1) + ".";
}

std::string filled_in(const Refusal& refusal) {
    std::string_view detail = words(refusal.code).detail;
    std::string out;
    while (true) {
        const auto open = detail.find('{');
        out += detail.substr(0, open);
        if (open == detail.npos) return out;
        const auto close = detail.find('}', open);
        const Param* p = find(refusal.params, detail.substr(open + 1, close - open - 1));
        if (p) out += p->is_number ? std::to_string(p->number) : p->text;
        else out += detail.substr(open, close - open + 1);
        detail.remove_prefix(close + 1);
    }
}

}  // namespace

std::string sentence(const Refusal& refusal, std::string_view document) { return filled_in(refusal) + place(refusal, document); }

std::string line(const char* kind, const Refusal& refusal, std::string_view document) {
    return std::string(kind) + "  " + (refusal.path.empty() ? "(document)" : refusal.path) + ": " + sentence(refusal, document) + " (" +
           std::string(name(refusal.code)) + ")";
}

std::string stray_params(const Refusal& refusal) {
    std::string_view names = words(refusal.code).params;
    std::size_t declared = 0;
    while (!names.empty()) {
        const auto name = take_name(names);
        if (!find(refusal.params, name)) return std::string(regulars::name(refusal.code)) + " has no " + std::string(name);
        ++declared;
    }
    if (declared == refusal.params.size()) return {};
    return std::string(name(refusal.code)) + " has " + std::to_string(refusal.params.size()) + " parameters, " + std::to_string(declared) + " are declared";
}

}  // namespace regulars::json
