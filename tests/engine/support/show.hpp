// How Catch2 prints the engine's values.
#pragma once
#include <string>

#include "catch.hpp"
#include "engine/result.hpp"
#include "make.hpp"

namespace Catch {
template <> struct StringMaker<regulars::Code> {
    static std::string convert(regulars::Code code) { return std::string(regulars::name(code)); }
};
template <> struct StringMaker<regulars::Day> {
    static std::string convert(regulars::Day day) { return regulars::testing::text_of(day); }
};
template <> struct StringMaker<regulars::Instant> {
    static std::string convert(regulars::Instant at) { return regulars::testing::text_of(at); }
};
}  // namespace Catch
