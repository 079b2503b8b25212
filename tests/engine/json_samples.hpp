// Documents made from the compiled schema: every field once, every kind of every union.
#pragma once
#include <string>
#include <string_view>

#include "engine/json/schema.hpp"

namespace regulars::json {

class Sampler {
public:
    explicit Sampler(const Schema& schema) : s_(schema) {}

    /// How many documents there must be so that every kind of every union appears.
    std::size_t rounds(std::uint16_t shape) const {
        const Shape& s = s_.shapes[shape];
        std::size_t most = 1;
        auto take = [&](std::size_t n) { most = n > most ? n : most; };
        if (s.kind == Kind::list || s.kind == Kind::map) take(rounds(s.c));
        if (s.kind == Kind::object) {
            for (std::uint16_t i = 0; i < s.b; ++i) take(rounds(field(s, i).shape & 0x7FFF));
        }
        if (s.kind == Kind::one_of) {
            take(s.b);
            for (std::uint16_t i = 0; i < s.b; ++i) take(rounds(s_.options[s.a + i].value));
        }
        if (s.kind == Kind::choice) take(s.b);
        return most;
    }

    /// A document with all fields; unions and enumerations take their kind number `round`.
    std::string document(std::uint16_t shape, std::size_t round) const {
        const Shape& s = s_.shapes[shape];
        switch (s.kind) {
            case Kind::any: return "null";
            case Kind::boolean: return round % 2 == 0 ? "true" : "false";
            case Kind::integer: return std::to_string(s_.numbers[round % 2 == 0 ? s.a : s.b]);
            case Kind::text: return text(s);
            case Kind::choice: return quoted(s_.text(option(s, round).word));
            case Kind::list: return s_.numbers[s.b] == 0 ? "[]" : '[' + document(s.c, round) + ']';
            case Kind::map: return (s.form == Form::locale ? R"({"en":)" : R"({"points":)") + document(s.c, round) + '}';
            case Kind::object: return object(s, round);
            case Kind::one_of: return document(option(s, round).value, round);
        }
        return {};
    }

private:
    const Schema& s_;

    const Field& field(const Shape& s, std::uint16_t i) const { return s_.fields[s.a + i]; }
    const Option& option(const Shape& s, std::size_t round) const { return s_.options[s.a + round % s.b]; }
    static std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

    std::string object(const Shape& s, std::size_t round) const {
        std::string out = "{";
        for (std::uint16_t i = 0; i < s.b; ++i) {
            const Field& f = field(s, i);
            if (i > 0) out += ',';
            out += quoted(s_.text(f.key)) + ':' + document(f.shape & 0x7FFF, round);
        }
        return out + '}';
    }

    std::string text(const Shape& s) const {
        switch (s.form) {
            case Form::instant: return R"("2026-11-22T05:00:00.000Z")";
            case Form::day: return R"("2026-11-22")";
            case Form::decimal: return R"("1.25")";
            case Form::currency: return R"("VND")";
            case Form::locale: return R"("en")";
            case Form::url: return R"("https://example.com/terms?a=1")";
            case Form::colour: return R"("#8a4b2a")";
            case Form::id:
            case Form::key: return R"("x1")";
            default: return R"("Cà phê")";
        }
    }
};

}  // namespace regulars::json
