#include "contrast.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "engine/json/parse.hpp"

namespace regulars::cli {

namespace {

constexpr double needed = 4.5;

struct Colour {
    std::string_view name;
    std::string_view hex;   // of the widget on a light page (web/shell/tokens.styles.ts), until the theme says another
    bool given = false;
};

const json::Node* member(const json::Document& d, const json::Node* object, std::string_view name) {
    if (!object || object->type != json::Type::object) return nullptr;
    for (json::Index i = object->child; i != json::nowhere; i = d.at(i).next) {
        if (d.name(d.at(i)) == name) return &d.at(i);
    }
    return nullptr;
}

/// WCAG's relative luminance of "#rrggbb".
double luminance(std::string_view hex) {
    const auto channel = [hex](std::size_t at) {
        const double c = std::stoi(std::string(hex.substr(at, 2)), nullptr, 16) / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(std::string_view one, std::string_view other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace

List<Refusal> contrast_warnings(std::string_view text) {
    List<Refusal> found;
    const auto document = json::parse(text);
    if (!document) return found;
    const json::Node* theme = member(*document, member(*document, &document->root(), "widget"), "theme");
    Colour accent{"accent", "#7d3a1e"}, on_accent{"on_accent", "#fffaf5"}, surface{"surface", "#fffdfa"},
        surface_2{"surface_2", "#f7f0e8"}, words{"text", "#2a1f19"}, muted{"muted", "#6b5b50"};
    for (Colour* colour : {&accent, &on_accent, &surface, &surface_2, &words, &muted}) {
        const json::Node* node = member(*document, theme, colour->name);
        if (!node) continue;
        colour->hex = document->text(*node);
        colour->given = true;
    }
    const auto look = [&found](const Colour& front, const Colour& ground) {
        if (!front.given && !ground.given) return;
        const double ratio = contrast(front.hex, ground.hex);
        if (ratio >= needed) return;
        char shown[16];
        std::snprintf(shown, sizeof shown, "%.1f", std::floor(ratio * 10) / 10);   // 4.49 is not shown as 4.5
        const std::string path = "widget.theme." + std::string((front.given ? front : ground).name);
        found.push_back(refuse(Code::contrast_low, path).with("words", std::string(front.name)).with("ground", std::string(ground.name)).with("ratio", std::string(shown)));
    };
    // An accent alone gets white or near-black, whichever reads better: the widget chooses, there is nothing to mend.
    if (on_accent.given || !accent.given) look(on_accent, accent);
    for (const Colour* ground : {&surface, &surface_2}) {
        look(words, *ground);
        look(muted, *ground);
    }
    return found;
}

}  // namespace regulars::cli
