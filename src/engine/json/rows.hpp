// Rows: the compact text of what is kept and of what a browser is given. Each struct is a list of its fields in order,
// without names, trailing empty fields left out. One function per struct, row(), serves both writing (row_writer.hpp)
// and reading (row_reader.hpp), so the two agree.
//   0, "", false, none, an empty list: 0      a day: counted from 1970-01-01 = 1, none = 0
//   an instant: milliseconds, none = -1       an optional value: [value]
//   a part of the programme: its place in its list, counted from 1; none = 0
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace regulars::json {

/// Around a whole text, with '}' at its end, so that it is JSON and says which format it is.
inline constexpr std::string_view row_frame = R"({"format":1,"data":)";

/// T itself when it is read into, const T when it is written.
template <class X, class T>
concept Is = std::same_as<std::remove_const_t<X>, T>;

/// The lists of a programme that its parts refer to.
enum class Refers : std::uint8_t { wallet, rule, reward, plan, level, metric };
inline constexpr std::size_t refers_count = 6;

}  // namespace regulars::json
