// Writes JSON text piece by piece. No document is built.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../money.hpp"
#include "../time.hpp"

namespace regulars::json {

class Writer {
public:
    std::string out;

    Writer& open(char bracket) {
        separate();
        out += bracket;
        first_ = true;
        return *this;
    }
    Writer& close(char bracket) {
        out += bracket;
        first_ = false;
        return *this;
    }
    Writer& key(std::string_view name);

    void value(std::int64_t n);
    void value(bool b);
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(Instant at);   ///< no_instant: null
    void value(Day day);      ///< no_day: null
    void null();
    /// Text that is JSON already.
    void raw(std::string_view json);
    /// Empty: null.
    void word(std::string_view text);

    template <class T>
    void field(std::string_view name, const T& v) {
        key(name);
        value(v);
    }
    void field(std::string_view name, std::int32_t v) { field(name, std::int64_t{v}); }
    void field(std::string_view name, Money v) { field(name, v.minor); }
    void word(std::string_view name, std::string_view text) {
        key(name);
        word(text);
    }
    /// "name": [each item by `write`]
    template <class T, class F>
    void list(std::string_view name, const List<T>& items, F write) {
        key(name).open('[');
        for (const T& item : items) {
            open('{');
            write(item);
            close('}');
        }
        close(']');
    }

private:
    bool first_ = true;   ///< no comma is needed before what comes next

    void separate() {
        if (!first_) out += ',';
        first_ = false;
    }
};

}  // namespace regulars::json
