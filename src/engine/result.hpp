// Result<T>: a value or a refusal. The engine never throws; every public function that can
// say no returns one of these.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "list.hpp"
#include "generated/codes.hpp"

namespace regulars {

/// One named number or word that belongs to a refusal, for translation ("missing": 120).
struct Param {
    std::string name;
    std::string text;         ///< used when `is_number` is false
    std::int64_t number = 0;  ///< used when `is_number` is true
    bool is_number = false;
    bool operator==(const Param&) const = default;
};

/// Why something was not done: a stable code, the path of the field, and parameters.
/// Never matched by its words; the words are made by whoever shows it.
struct Refusal {
    Code code = Code::ok;
    std::string path;
    List<Param> params;
    bool operator==(const Refusal&) const = default;

    Refusal&& with(std::string name, std::int64_t number) && {
        params.push_back({std::move(name), {}, number, true});
        return std::move(*this);
    }
    Refusal&& with(std::string name, std::string text) && {
        params.push_back({std::move(name), std::move(text), 0, false});
        return std::move(*this);
    }
};

inline Refusal refuse(Code code, std::string path = {}) { return {code, std::move(path), {}}; }

/// A value, or the refusal that says why there is none.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : value_(std::move(value)) {}
    Result(Refusal refusal) : refusal_(std::move(refusal)) {}

    explicit operator bool() const { return value_.has_value(); }
    bool ok() const { return value_.has_value(); }
    T& operator*() & { return *value_; }
    const T& operator*() const& { return *value_; }
    T&& operator*() && { return std::move(*value_); }
    T* operator->() { return &*value_; }
    const T* operator->() const { return &*value_; }
    const Refusal& refusal() const { return refusal_; }

private:
    std::optional<T> value_;
    Refusal refusal_;
};

/// Success without a value.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Refusal refusal) : refusal_(std::move(refusal)) {}
    explicit operator bool() const { return refusal_.code == Code::ok; }
    bool ok() const { return refusal_.code == Code::ok; }
    const Refusal& refusal() const { return refusal_; }

private:
    Refusal refusal_;
};

}  // namespace regulars
