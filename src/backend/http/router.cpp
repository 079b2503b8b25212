#include "router.hpp"

#include <optional>

#include "text.hpp"

namespace regulars::backend {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> out;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (true) {
        const auto slash = path.find('/');
        out.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return out;
        path.remove_prefix(slash + 1);
    }
}

std::string_view word(Method method) {
    switch (method) {
        case Method::get: return "GET, HEAD";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::patch: return "PATCH";
        case Method::options: return "OPTIONS";
        case Method::other: break;
    }
    return "";
}

bool is_name(const std::string& segment) { return segment.starts_with('{'); }
bool is_rest(const std::string& segment) { return segment.ends_with("...}"); }

/// The params of a path under a pattern. Segments are decoded one by one, so an encoded slash stays inside its segment.
bool fits(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path, Request& request,
          bool& malformed) {
    decltype(request.params) params;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (i >= path.size()) return false;
        if (!is_name(pattern[i])) {
            if (pattern[i] != path[i]) return false;
            continue;
        }
        std::string_view raw = path[i];
        if (is_rest(pattern[i])) raw = {raw.data(), static_cast<std::size_t>(path.back().end() - raw.begin())};
        auto value = percent_decoded(raw);
        if (!value) malformed = true;
        const auto dots = is_rest(pattern[i]) ? 5u : 2u;
        params[pattern[i].substr(1, pattern[i].size() - dots)] = value.value_or("");
        if (is_rest(pattern[i])) {
            request.params = std::move(params);
            return true;
        }
    }
    if (pattern.size() != path.size()) return false;
    request.params = std::move(params);
    return true;
}

}  // namespace

void Router::add(Method method, std::string_view pattern, Handler handler) {
    Route route{method, std::string(pattern), {}, std::move(handler)};
    for (const auto segment : segments_of(pattern))
        route.segments.emplace_back(segment);
    routes_.push_back(std::move(route));
}

Router::Found Router::find(Request& request) const {
    const auto path = segments_of(request.path);
    const Method wanted = request.method == Method::head ? Method::get : request.method;
    Found found;
    for (const auto& route : routes_) {
        bool malformed = false;
        if (!fits(route.segments, path, request, malformed)) continue;
        found.pattern = route.pattern;
        found.malformed = found.malformed || malformed;
        if (route.method == wanted) {
            found.handler = &route.handler;
            return found;
        }
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += word(route.method);
    }
    return found;
}

}  // namespace regulars::backend
