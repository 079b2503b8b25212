#include "writer.hpp"

#include "encode.hpp"
#include "forms.hpp"

namespace regulars::json {

void append_text(std::string& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;   // what is plain is appended in one piece
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, from, i - from);
        from = i + 1;
        out += '\\';
        if (byte >= 0x20) {
            out += text[i];
        } else {
            out += "u00";
            out += hex[byte >> 4U];
            out += hex[byte & 15U];
        }
    }
    out.append(text, from);
    out += '"';
}

void Writer::separate() {
    if (!first_) out += ',';
    first_ = false;
}

Writer& Writer::open(char bracket) {
    separate();
    out += bracket;
    first_ = true;
    return *this;
}

Writer& Writer::close(char bracket) {
    out += bracket;
    first_ = false;
    return *this;
}

Writer& Writer::key(const char* name) {
    separate();
    out += '"';
    out += name;
    out += "\":";
    first_ = true;
    return *this;
}

void Writer::field(const char* name, std::int64_t v) { key(name).value(v); }
void Writer::field(const char* name, bool v) { key(name).value(v); }
void Writer::field(const char* name, const std::string& v) { key(name).value(v); }
void Writer::field(const char* name, std::string_view v) { key(name).value(v); }
void Writer::field(const char* name, Instant v) { key(name).value(v); }
void Writer::field(const char* name, Day v) { key(name).value(v); }

void Writer::word(const char* name, const std::string& text) {
    key(name);
    if (text.empty()) null();
    else value(text);
}

void Writer::each(const char* name, const void* items, std::size_t n, std::size_t size, void (*write)(Writer& w, const void* item)) {
    key(name).open('[');
    for (const auto* item = static_cast<const std::byte*>(items); n > 0; --n, item += size) {
        open('{');
        write(*this, item);
        close('}');
    }
    close(']');
}

void Writer::value(std::int64_t n) {
    separate();
    out += std::to_string(n);
}

void Writer::value(bool b) {
    separate();
    out += b ? "true" : "false";
}

void Writer::value(const std::string& text) { value(std::string_view(text)); }

void Writer::value(std::string_view text) {
    separate();
    append_text(out, text);
}

void Writer::value(Instant v) {
    if (v == no_instant) return null();
    separate();
    out += '"';
    append(out, v);
    out += '"';
}

void Writer::value(Day day) {
    if (day == no_day) return null();
    separate();
    out += '"';
    append(out, day);
    out += '"';
}

void Writer::null() {
    separate();
    out += "null";
}

}  // namespace regulars::json
