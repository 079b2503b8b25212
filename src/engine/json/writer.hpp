// Writes JSON text piece by piece. No document is built.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../money.hpp"
#include "../time.hpp"

namespace regulars::json {

/// Names are C strings and texts are passed where they lie: a view would be stored for every call, more bytes than its text.
class Writer {
public:
    std::string out;
    Instant happened;   ///< when what is written happened; stands for "at once"

    Writer& open(char bracket);
    Writer& close(char bracket);
    Writer& key(const char* name);

    void value(std::int64_t n);
    void value(bool b);
    void value(const std::string& text);
    void value(std::string_view text);
    void value(Instant v);    ///< no_instant: null
    void value(Day day);       ///< no_day: null
    void null();

    void field(const char* name, std::int64_t v);
    void field(const char* name, std::int32_t v) { field(name, std::int64_t{v}); }
    void field(const char* name, Money v) { field(name, v.minor); }
    void field(const char* name, bool v);
    void field(const char* name, const std::string& v);
    void field(const char* name, std::string_view v);
    void field(const char* name, Instant v);
    void field(const char* name, Day v);
    /// Empty: null.
    void word(const char* name, const std::string& text);
    /// "name": [each item by `write`, a function of writer and item that captures nothing]
    template <class T, class F>
    void list(const char* name, const List<T>& items, F /*write*/) {
        each(name, items.data(), items.size(), sizeof(T), [](Writer& w, const void* item) { F{}(w, *static_cast<const T*>(item)); });
    }

private:
    bool first_ = true;   ///< no comma is needed before what comes next

    void separate();
    void each(const char* name, const void* items, std::size_t n, std::size_t size, void (*write)(Writer& w, const void* item));
};

}  // namespace regulars::json
