#include "parse.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

// The only file that sees the library.
#define JSON_NOEXCEPTION 1
#define JSON_NO_IO 1
#define JSON_USE_IMPLICIT_CONVERSIONS 0
#include <nlohmann/json.hpp>

namespace regulars::json {

namespace {

/// Reads the text and remembers how far the reader came: the library itself reports no positions.
class Position {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Position(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
    reference operator*() const { return *at_; }
    Position& operator++() {
        *furthest_ = ++at_;
        return *this;
    }
    bool operator==(const Position& other) const { return at_ == other.at_; }
    bool operator!=(const Position& other) const { return at_ != other.at_; }

private:
    const char* at_;
    const char** furthest_;
};

/// Turns the library's callbacks into nodes. A callback that returns false ends the reading.
class Builder {
public:
    Builder(std::string_view text, Document& out) : furthest(text.data()), begin_(text.data()), out_(out) {
        out_.nodes.reserve(text.size() / 10 + 4);
        out_.chars.reserve(text.size());   // unescaping never makes a text longer
    }

    const char* furthest;
    Refusal refusal;

    // NOLINTBEGIN(readability-identifier-naming): the library's names
    bool null() { return value({}); }
    bool boolean(bool v) {
        Node n;
        n.type = Type::boolean;
        n.number = v ? 1 : 0;
        return value(n);
    }
    // The library gives "-0" as a signed 0 and "0" as an unsigned one.
    bool number_integer(std::int64_t v) { return v == 0 ? bad_number(Code::not_an_integer) : integer(v); }
    bool number_unsigned(std::uint64_t v) {
        return v > static_cast<std::uint64_t>(limits::integer_max) ? out_of_range() : integer(static_cast<std::int64_t>(v));
    }
    bool number_float(double, const std::string& digits) {
        // Whole numbers that do not fit 64 bits arrive here as well.
        const bool whole = digits.find_first_not_of("-0123456789") == std::string::npos;
        return whole ? out_of_range() : bad_number(Code::not_an_integer);
    }
    bool string(std::string& v) {
        Node n;
        n.type = Type::text;
        n.text = keep(v);
        n.length = static_cast<std::uint32_t>(v.size());
        return value(n);
    }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(Type::object); }
    bool start_array(std::size_t) { return open(Type::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& v) { return member(v); }
    template <class Exception>
    bool parse_error(std::size_t, const std::string& token, const Exception& why) {
        constexpr int number_overflow = 406;
        if (why.id == number_overflow) return number_float(0, token);
        return no(Code::malformed_json);
    }
    // NOLINTEND

private:
    struct Level {
        Index node;
        Index last = nowhere;   ///< its last item so far
    };

    const char* begin_;
    Document& out_;
    std::vector<Level> open_;
    std::uint32_t name_ = 0;          ///< of the member that is being read
    std::uint32_t name_length_ = 0;
    bool named_ = false;

    std::uint32_t keep(std::string_view text) {
        const auto at = static_cast<std::uint32_t>(out_.chars.size());
        out_.chars.append(text);
        return at;
    }

    bool member(std::string_view name) {
        const Node& object = out_.nodes[open_.back().node];
        if (object.count >= limits::json_members) {
            no(Code::too_many);
            return limit(static_cast<std::int64_t>(limits::json_members));
        }
        name_ = keep(name);
        name_length_ = static_cast<std::uint32_t>(name.size());
        named_ = true;
        for (Index i = object.child; i != nowhere; i = out_.nodes[i].next) {
            if (out_.name(out_.nodes[i]) == name) return no(Code::duplicate_key);
        }
        return true;
    }

    bool integer(std::int64_t v) {
        if (v < -limits::integer_max) return out_of_range();
        Node n;
        n.type = Type::integer;
        n.number = v;
        return value(n);
    }

    bool value(Node n) {
        const auto at = static_cast<Index>(out_.nodes.size());
        if (named_) {
            n.name = name_;
            n.name_length = name_length_;
            named_ = false;
        }
        if (!open_.empty()) {
            Level& level = open_.back();
            Node& parent = out_.nodes[level.node];
            ++parent.count;
            if (level.last == nowhere) parent.child = at;
            else out_.nodes[level.last].next = at;
            level.last = at;
        }
        out_.nodes.push_back(n);
        return true;
    }

    bool open(Type type) {
        if (open_.size() >= limits::json_depth) {
            no(Code::too_deep);
            return limit(static_cast<std::int64_t>(limits::json_depth));
        }
        Node n;
        n.type = type;
        value(n);
        open_.push_back({static_cast<Index>(out_.nodes.size() - 1)});
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    bool out_of_range() {
        bad_number(Code::number_out_of_range);
        refusal.params.push_back({"min", {}, -limits::integer_max, true});
        return limit(limits::integer_max);
    }

    bool no(Code code) {
        refusal = refuse(code, path());
        refusal.params.push_back({"offset", {}, furthest - begin_, true});
        return false;
    }

    /// To know a number's end, the reader has looked one character beyond it, unless the text ended.
    bool bad_number(Code code) {
        constexpr std::string_view in_numbers = "0123456789+-.eE";
        if (furthest > begin_ && in_numbers.find(furthest[-1]) == in_numbers.npos) --furthest;
        return no(code);
    }

    bool limit(std::int64_t max) {
        refusal.params.push_back({"max", {}, max, true});
        return false;
    }

    /// Where the reader is: "wallets[0].expiry".
    std::string path() const {
        std::string out;
        auto append = [&](std::uint32_t at, std::uint32_t length) {
            if (!out.empty()) out += '.';
            append_name(out, {out_.chars.data() + at, length});
        };
        for (std::size_t i = 0; i < open_.size(); ++i) {
            const Node& n = out_.nodes[open_[i].node];
            const bool innermost = i + 1 == open_.size();
            if (n.type == Type::array) {
                out += '[' + std::to_string(n.count - (innermost ? 0 : 1)) + ']';
            } else if (!innermost) {
                const Node& inner = out_.nodes[open_[i + 1].node];
                append(inner.name, inner.name_length);
            } else if (named_) {
                append(name_, name_length_);
            }
        }
        return out;
    }
};

}  // namespace

void append_name(std::string& path, std::string_view name) {
    constexpr std::size_t longest = 64;
    for (const char c : name.substr(0, longest)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                           c == '-' || c == '$';
        path += plain ? c : '?';
    }
}

std::string_view name(Type type) {
    constexpr std::string_view words[] = {"null", "boolean", "integer", "text", "array", "object"};
    return words[static_cast<std::size_t>(type)];
}

Result<Document> parse(std::string_view text, std::size_t max_bytes) {
    if (text.size() > max_bytes) {
        return refuse(Code::too_large)
            .with("max", static_cast<std::int64_t>(max_bytes))
            .with("found", static_cast<std::int64_t>(text.size()));
    }
    // The library skips a byte order mark and takes a NUL byte for the end: both are refused before it sees them.
    const std::size_t nul = text.find('\0');
    if (nul != text.npos || text.starts_with("\xEF\xBB\xBF")) {
        return refuse(Code::malformed_json).with("offset", nul != text.npos ? static_cast<std::int64_t>(nul) : 0);
    }
    Document out;
    Builder builder(text, out);
    Position first(text.data(), &builder.furthest);
    Position last(text.data() + text.size(), &builder.furthest);
    if (!nlohmann::json::sax_parse(first, last, &builder)) return std::move(builder.refusal);
    return out;
}

}  // namespace regulars::json
