// The compact, canonical text of what a host keeps: each struct is a list of its fields in order, without names,
// trailing empty fields left out. One function per struct, row(), serves both writing and reading, so the two agree.
//   0, "", false, none, an empty list: 0      a day: counted from 1970-01-01 = 1, none = 0
//   an instant: milliseconds, none = -1       an optional value: [value]
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "../list.hpp"
#include "../money.hpp"
#include "../time.hpp"
#include "document.hpp"

namespace regulars::json {

void append_text(std::string& out, std::string_view text);   // encode.cpp

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

class RowReader {
public:
    RowReader(const Document& document, const Node* list, bool& good)
        : d_(document), good_(good), next_(list && list->type == Type::array ? list->child : nowhere) {
        if (list && !empty(*list) && list->type != Type::array) good_ = false;
    }

    template <class T>
    void operator()(T& value) {
        field(&value, &put<T>);
    }
    template <class E>
    void word(E& value, E last) {
        std::int64_t n = 0;
        (*this)(n);
        if (n < 0 || n > static_cast<std::int64_t>(last)) good_ = false;
        else value = static_cast<E>(n);
    }
    template <class... T>
    void one_of(std::variant<T...>& value) {
        std::int64_t index = 0;
        (*this)(index);
        if (!emplace(value, index)) good_ = false;
        else std::visit(*this, value);
    }
    /// Whether every item was taken.
    void end() {
        if (next_ != nowhere) good_ = false;
    }

private:
    const Document& d_;
    bool& good_;
    Index next_;

    // As in reader.hpp, templates only choose functions: the browser loads one copy of each loop.
    using Put = void (*)(RowReader& reader, const Node& from, void* to);

    template <class T>
    static void put(RowReader& reader, const Node& from, void* to) {
        reader.get(from, *static_cast<T*>(to));
    }
    void field(void* to, Put function);
    /// True where the node is a list of at least one item; an empty value is none, anything else is damage.
    bool list(const Node& n);
    void items(const Node& n, void* to, std::size_t size, Put function);
    /// True where the node is a number within these.
    bool number(const Node& n, std::int64_t min, std::int64_t max);

    static bool empty(const Node& n) { return n.type == Type::integer && n.number == 0; }

    template <std::size_t I = 0, class V>
    static bool emplace(V& value, std::int64_t index) {
        if constexpr (I < std::variant_size_v<V>) {
            if (index != static_cast<std::int64_t>(I)) return emplace<I + 1>(value, index);
            value.template emplace<I>();
            return true;
        } else {
            return false;
        }
    }

    void get(const Node& n, std::int64_t& out);
    void get(const Node& n, std::int32_t& out);
    void get(const Node& n, bool& out);
    void get(const Node& n, std::string& out);
    void get(const Node& n, Instant& out);
    void get(const Node& n, Day& out);
    void get(const Node& n, Money& out) { get(n, out.minor); }
    void get(const Node& n, Units& out) { get(n, out.count); }
    template <class T>
    void get(const Node& n, std::optional<T>& out) {
        out.reset();
        if (!list(n)) return;
        if (n.count == 1) put_one(d_.nodes[n.child], out.emplace());
        else good_ = false;
    }
    template <class T>
    void get(const Node& n, List<T>& out) {
        out = List<T>(list(n) ? n.count : 0);   // not resize(), which brings code for growing
        items(n, out.data(), sizeof(T), &put<T>);
    }
    template <class T>
        requires std::is_class_v<T>
    void get(const Node& n, T& out) {
        RowReader inner(d_, &n, good_);
        row(inner, out);
        inner.end();
    }
    template <class T>
    void put_one(const Node& n, T& out) {
        get(n, out);
    }
};

}  // namespace regulars::json
