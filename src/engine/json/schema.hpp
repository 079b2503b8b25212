// The compiled form of a schema: tables that tools/generate.mjs writes and validate() walks.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace regulars::json {

enum class Kind : std::uint8_t { any, boolean, integer, text, choice, list, map, object, one_of };

/// What a text must look like, beyond its length.
enum class Form : std::uint8_t {
    none, id, key, label, prose, locale, instant, day, decimal, currency, url, colour
};

/// What a value may be. The meaning of a, b and c is the kind's:
///   integer   a, b: smallest and largest        (numbers)
///   text      a, b: shortest and longest        (numbers), in characters
///   choice    a: first, b: how many words       (options)
///   list      a, b: fewest and most items       (numbers), c: shape of an item
///   map       a, b: fewest and most members     (numbers), c: shape of a value; `form` is that of the names
///   object    a: first, b: how many             (fields)
///   one_of    a: first, b: how many             (options), c: the field that says which
struct Shape {
    Kind kind;
    Form form;
    std::uint16_t a;
    std::uint16_t b;
    std::uint16_t c;
};

inline constexpr std::uint16_t required = 0x8000;   ///< a bit of Field::shape

struct Field {
    std::uint16_t key;     ///< its name, in the strings
    std::uint16_t shape;
};

struct Option {
    std::uint16_t word;    ///< in the strings
    std::uint16_t value;   ///< choice: number in the C++ enumeration; one_of: shape
};

struct Schema {
    const Shape* shapes;
    const Field* fields;
    const Option* options;
    const std::int64_t* numbers;
    const char* chars;
    const std::uint16_t* offsets;

    std::string_view text(std::uint16_t string) const {
        return {chars + offsets[string], static_cast<std::size_t>(offsets[string + 1] - offsets[string])};
    }
};

/// A schema's starting point.
struct Root {
    const Schema& (*schema)();
    std::uint16_t shape;
};

}  // namespace regulars::json
