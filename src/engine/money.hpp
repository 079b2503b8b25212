// Strong integer types for money and wallet units, checked arithmetic and named rounding.
// No floating point: a rate is a ratio of integers and a product is rounded once, by name.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>

namespace regulars {

/// The largest integer that JSON carries exactly between all parties: 2^53 - 1.
inline constexpr std::int64_t max_safe_integer = 9'007'199'254'740'991;

/// Money in the currency's minor units (VND: 1 = 1 dong; USD: 1 = 1 cent).
struct Money {
    std::int64_t minor = 0;
    auto operator<=>(const Money&) const = default;
};

/// An amount of a wallet, in its smallest unit (10^-scale of a point, stamp or currency unit).
struct Units {
    std::int64_t count = 0;
    auto operator<=>(const Units&) const = default;
};

/// An exact rate. `den` > 0.
struct Ratio {
    std::int64_t num = 1;
    std::int64_t den = 1;
    bool operator==(const Ratio&) const = default;
    bool is_one() const { return num == den; }
};

enum class Rounding : std::uint8_t { floor, half_up, ceil, keep };

__extension__ typedef __int128 Wide;

/// True where the sum fits in `out`.
inline bool add(std::int64_t a, std::int64_t b, std::int64_t& out) { return !__builtin_add_overflow(a, b, &out); }
inline bool subtract(std::int64_t a, std::int64_t b, std::int64_t& out) { return !__builtin_sub_overflow(a, b, &out); }
inline bool multiply(std::int64_t a, std::int64_t b, std::int64_t& out) { return !__builtin_mul_overflow(a, b, &out); }

/// num / den rounded by name to a whole number; num may be negative, den > 0.
/// `keep` floors: the fraction that is kept lives in the wallet's scale.
inline Wide divide(Wide num, Wide den, Rounding mode) {
    const bool narrow = num == static_cast<std::int64_t>(num) && den == static_cast<std::int64_t>(den);
    const Wide q = narrow ? static_cast<std::int64_t>(num) / static_cast<std::int64_t>(den) : num / den;
    const Wide r = num - q * den;
    if (r == 0) return q;
    switch (mode) {
        case Rounding::floor:
        case Rounding::keep: return num < 0 ? q - 1 : q;
        case Rounding::ceil: return num < 0 ? q : q + 1;
        case Rounding::half_up: {
            if (num < 0) return (-r) * 2 > den ? q - 1 : q;
            return r * 2 >= den ? q + 1 : q;
        }
    }
    return q;
}

/// value * num / den, rounded; nothing where the result is beyond +-max_safe_integer.
inline std::optional<std::int64_t> scale(std::int64_t value, Ratio ratio, Rounding mode) {
    const Wide exact = divide(static_cast<Wide>(value) * ratio.num, ratio.den, mode);
    if (exact > max_safe_integer || exact < -static_cast<Wide>(max_safe_integer)) return std::nullopt;
    return static_cast<std::int64_t>(exact);
}

}  // namespace regulars
