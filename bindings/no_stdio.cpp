// Small stand-ins for parts of the C library that the JSON lexer and the C++ runtime mention
// but that the engine never needs. Linked in, the real ones bring stdio, locale tables and
// floating-point text: more bytes than the engine itself.
//
// Each stand-in does exactly what its callers here rely on, and traps on anything else, so a
// new use cannot go wrong quietly. Integers are the only numbers that the engine reads.
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstddef>
#include <cstring>

namespace {

// The lexer hands over complete, valid JSON numbers; a number's text ends at the first
// character that cannot belong to one.
char* end_of_number(const char* text) {
    const char* at = text;
    while ((*at >= '0' && *at <= '9') || *at == '-' || *at == '+' || *at == '.' || *at == 'e' || *at == 'E') ++at;
    return const_cast<char*>(at);
}

// Reads decimal digits; the magnitude must not pass `limit`.
unsigned long long digits(const char* text, char** end, unsigned long long limit) {
    unsigned long long value = 0;
    bool over = false;
    for (; *text >= '0' && *text <= '9'; ++text) {
        const auto digit = static_cast<unsigned long long>(*text - '0');
        if (over || value > (limit - digit) / 10) {
            over = true;
        } else {
            value = value * 10 + digit;
        }
    }
    if (end != nullptr) *end = const_cast<char*>(text);
    if (over) {
        errno = ERANGE;
        return limit;
    }
    return value;
}

}  // namespace

extern "C" {

// A fraction or an exponent is refused by our reader whatever its value; only its end matters.
double strtod(const char* text, char** end) {
    if (end != nullptr) *end = end_of_number(text);
    return 0;
}
float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(const char* text, char** end) { return static_cast<long double>(strtod(text, end)); }

unsigned long long strtoull(const char* text, char** end, int) { return digits(text, end, ULLONG_MAX); }

long long strtoll(const char* text, char** end, int) {
    if (*text != '-') return static_cast<long long>(digits(text, end, LLONG_MAX));
    const auto magnitude = digits(text + 1, end, static_cast<unsigned long long>(LLONG_MAX) + 1);
    return static_cast<long long>(0 - magnitude);
}

// Mentioned by std::stoi and its like, which share an archive member with the two above.
long strtol(const char*, char**, int) { __builtin_trap(); }
unsigned long strtoul(const char*, char**, int) { __builtin_trap(); }

// Only the lexer's error messages call this, for control characters; our reader makes its own
// messages from the position and drops these.
int snprintf(char* out, std::size_t size, const char* format, ...) {
    if (std::strcmp(format, "<U+%.4X>") != 0) __builtin_trap();
    if (size != 0) out[0] = '\0';
    return 0;
}

// Embind spells a type's address this way, in the message about a type that was never
// registered: a mistake in embind.cpp that its first test shows. clang turns the call into
// siprintf, as no float is printed.
int siprintf(char* out, const char* format, ...) {
    if (std::strcmp(format, "%p") != 0) __builtin_trap();
    out[0] = '?';
    out[1] = '\0';
    return 1;
}
int sprintf(char* out, const char* format, ...) { return siprintf(out, format); }

// Running out of memory or a broken invariant ends the instance either way; without the text.
[[noreturn]] void abort() { __builtin_trap(); }
[[noreturn]] void abort_message(const char*, ...) { __builtin_trap(); }

}  // extern "C"
