#include "message.hpp"

#include <algorithm>

namespace regulars::backend {

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

std::size_t Request::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(headers.begin(), headers.end(), [name](const auto& header) { return header.first == name; }));
}

Response& Response::set(std::string name, std::string value) {
    for (auto& [key, present] : headers) {
        if (key == name) {
            present = std::move(value);
            return *this;
        }
    }
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

}  // namespace regulars::backend
