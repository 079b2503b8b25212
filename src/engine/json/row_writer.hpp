// Writes rows (rows.hpp). Natively only: a browser reads.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "../list.hpp"
#include "../money.hpp"
#include "../program.hpp"
#include "../time.hpp"
#include "encode.hpp"
#include "rows.hpp"

namespace regulars::json {

class RowWriter {
public:
    explicit RowWriter(std::string& out) : out_(out) {}

    template <class T>
    void operator()(const T& value) {
        if (count_++ > 0) out_ += ',';
        const std::size_t before = out_.size();
        put(value);
        if (out_.size() - before != 1 || out_[before] != '0') filled_ = out_.size();
    }
    /// An enumeration, up to its last value.
    template <class E>
    void word(const E& value, E /*last*/) {
        (*this)(static_cast<std::int64_t>(value));
    }
    template <class... T>
    void one_of(const std::variant<T...>& value) {
        (*this)(static_cast<std::int64_t>(value.index()));
        std::visit(*this, value);
    }
    void between(std::int32_t value, std::int32_t /*min*/, std::int32_t /*max*/) { (*this)(value); }
    void count(std::int32_t value) { (*this)(value); }
    void positive(std::int64_t value) { (*this)(value); }
    /// A reference that must lead somewhere, one that need not, and several.
    void ref(const Ref& to, Refers) { (*this)(to); }
    void ref_or_none(const Ref& to, Refers) { (*this)(to); }
    void refs(const List<Ref>& to, Refers) { (*this)(to); }
    /// What the browser's engine does not read.
    void left_out(const auto&) {}
    /// The ids of everything that is referred to, so that what follows can be read with its references.
    void ids(const List<List<std::string>>& lists) { (*this)(lists); }

private:
    std::string& out_;
    std::size_t filled_ = 0;    ///< end of the last field that is not empty
    int count_ = 0;

    void put(std::int64_t n) { out_ += std::to_string(n); }
    void put(std::int32_t n) { put(std::int64_t{n}); }
    void put(bool b) { out_ += b ? '1' : '0'; }
    void put(const std::string& s) {
        if (s.empty()) out_ += '0';
        else append_text(out_, s);
    }
    void put(Money m) { put(m.minor); }
    void put(Units u) { put(u.count); }
    void put(Instant at) { put(at == no_instant ? -1 : at.ms); }
    void put(Day d) { put(d == no_day ? std::int64_t{0} : std::int64_t{d.number} + (d.number >= 0 ? 1 : 0)); }
    void put(const Ref& r) { put(std::int64_t{r.index} + 1); }
    template <class T>
    void put(const std::optional<T>& v) {
        if (v) list(&*v, 1);
        else out_ += '0';
    }
    template <class T>
    void put(const List<T>& v) {
        list(v.data(), v.size());
    }
    template <class T>
    void list(const T* items, std::size_t n) {
        if (n == 0) {
            out_ += '0';
            return;
        }
        out_ += '[';
        for (std::size_t i = 0; i < n; ++i) {
            if (i > 0) out_ += ',';
            put(items[i]);
        }
        out_ += ']';
    }
    template <class T>
        requires std::is_class_v<T>
    void put(const T& value) {
        out_ += '[';
        RowWriter inner(out_);
        inner.filled_ = out_.size();
        row(inner, value);
        out_.resize(inner.filled_);
        if (out_.back() == '[') out_.back() = '0';
        else out_ += ']';
    }
};

template <class T>
std::string bare_row(const T& value) {
    std::string out;
    RowWriter writer(out);
    writer(value);
    if (out == "0") out = "[]";   // all by default; a whole text is a row nevertheless
    return out;
}

/// The whole text of something that is kept or sent.
template <class T>
std::string framed_row(const T& value) {
    return std::string(row_frame) + bare_row(value) + '}';
}

}  // namespace regulars::json
