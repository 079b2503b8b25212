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

Writer& Writer::key(std::string_view name) {
    separate();
    out += '"';
    out += name;
    out += "\":";
    first_ = true;
    return *this;
}

void Writer::value(std::int64_t n) {
    separate();
    out += std::to_string(n);
}

void Writer::value(bool b) {
    separate();
    out += b ? "true" : "false";
}

void Writer::value(std::string_view text) {
    separate();
    append_text(out, text);
}

void Writer::value(Instant at) {
    if (at == no_instant) return null();
    separate();
    out += '"';
    append(out, at);
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

void Writer::raw(std::string_view json) {
    separate();
    out += json;
}

void Writer::word(std::string_view text) {
    if (text.empty()) null();
    else value(text);
}

}  // namespace regulars::json
