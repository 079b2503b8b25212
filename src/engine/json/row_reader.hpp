// Reads rows (rows.hpp) straight from their text into structs; nothing is built in between. Whatever a text says, nothing
// is read beyond its end: what is not as written is refused, and refusing reads the rest as empty.
#pragma once
#include <cstddef>
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
#include "rows.hpp"

namespace regulars::json {

class RowReader {
public:
    explicit RowReader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    /// The whole text is one row. False: it is damaged, and `out` half read.
    template <class T>
    bool read(T& out) {
        if (peek() != '[') return false;
        get(out);
        return good_ && at_ == end_;
    }

    template <class T>
    void operator()(T& value) {
        field(&value, &put<T>);
    }
    /// An enumeration, up to its last value.
    template <class E>
    void word(E& value, E last) {
        static_assert(sizeof(E) == 1);
        byte(&value, static_cast<std::uint8_t>(last));
    }
    template <class... T>
    void one_of(std::variant<T...>& value) {
        std::int64_t index = 0;
        (*this)(index);
        if (!emplace(value, index)) fail();
        else std::visit(*this, value);
    }
    void between(std::int32_t& value, std::int32_t min, std::int32_t max);
    /// A span of time or the like: not negative, and no longer than any that a document may give.
    void count(std::int32_t& value) { between(value, 0, 876'000); }
    void positive(std::int64_t& value);
    void ref(Ref& to, Refers kind);
    void ref_or_none(Ref& to, Refers kind) { place(&to, kind, &put<Ref>); }
    void refs(List<Ref>& to, Refers kind) { place(&to, kind, &put<List<Ref>>); }
    void left_out(auto&) {}
    void ids(List<List<std::string>>& lists) {
        (*this)(lists);
        ids_ = &lists;
        if (lists.size() != refers_count) fail();
    }

private:
    enum class Row : std::uint8_t { first, later, over };

    const char* at_;
    const char* end_;
    const List<List<std::string>>* ids_ = nullptr;
    bool good_ = true;
    bool empty_ = false;              ///< a field that was left out is being read
    Row row_ = Row::over;
    Refers kind_ = Refers::wallet;

    // Templates only choose functions: the browser loads one copy of each loop.
    using Put = void (*)(RowReader& reader, void* to);

    template <class T>
    static void put(RowReader& reader, void* to) {
        reader.get(*static_cast<T*>(to));
    }
    void fail();
    char peek() const { return at_ < end_ ? *at_ : '\0'; }
    bool take(char c);
    void expect(char c);
    std::int64_t number(std::int64_t min, std::int64_t max);
    std::uint32_t hex();
    void field(void* to, Put function);
    void place(void* to, Refers kind, Put function);
    void byte(void* to, std::uint8_t last);
    /// Begins a row; gives what is to be put back at its end.
    Row open();
    void close(Row before);
    /// Whether there is a list rather than an empty value; its opening bracket is taken.
    bool list();
    /// Every item of a list, each by `function`, which adds it.
    void each(void* to, Put function);

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

    void get(std::int64_t& out);
    void get(std::int32_t& out);
    void get(bool& out);
    void get(std::string& out);
    void get(Instant& out);
    void get(Day& out);
    void get(Ref& out);
    void get(Money& out) { get(out.minor); }
    void get(Units& out) { get(out.count); }
    template <class T>
    void get(std::optional<T>& out) {
        out.reset();
        if (!list()) return;
        get(out.emplace());
        expect(']');
    }
    template <class T>
    void get(List<T>& out) {
        out.clear();
        each(&out, &add<T>);
    }
    template <class T>
    static void add(RowReader& reader, void* list) {
        reader.get(static_cast<List<T>*>(list)->emplace_back());
    }
    template <class T>
        requires std::is_class_v<T>
    void get(T& out) {
        const Row before = open();
        row(*this, out);
        close(before);
    }
};

/// Takes the frame off a whole text, leaving its row. False: it is none of ours, or too long.
bool unframe(std::string_view& text);

}  // namespace regulars::json
