#include "parse.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// The only file that sees the library.
#define JSON_NOEXCEPTION 1
#define JSON_NO_IO 1
#define JSON_USE_IMPLICIT_CONVERSIONS 0
#include <nlohmann/json.hpp>

namespace regulars::json {

namespace {

/// What the library's lexer reads from.
class Source {
public:
    using char_type = char;
    explicit Source(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
    std::char_traits<char>::int_type get_character() {
        return at_ == end_ ? std::char_traits<char>::eof() : std::char_traits<char>::to_int_type(*at_++);
    }

private:
    const char* at_;
    const char* end_;
};

// The library's tokens with a grammar of our own (docs/decisions/0006).
using Lexer = nlohmann::detail::lexer<nlohmann::json, Source>;
using Token = Lexer::token_type;

/// Tokens. Plain ones (punctuation, short whole numbers, texts of printable ASCII) are read here, a word at a time; the
/// library's lexer, which works character by character, is asked for everything else.
class Tokens {
public:
    explicit Tokens(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

    Token next() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
        if (at_ == end_) return Token::end_of_input;
        switch (*at_) {
            case '{': return ++at_, Token::begin_object;
            case '}': return ++at_, Token::end_object;
            case '[': return ++at_, Token::begin_array;
            case ']': return ++at_, Token::end_array;
            case ':': return ++at_, Token::name_separator;
            case ',': return ++at_, Token::value_separator;
            case '"': return plain_text() ? Token::value_string : ask();
            default: return plain_number() ? Token::value_integer : ask();
        }
    }

    /// Of the last token. A number's digits where it is value_float.
    std::string_view text() const { return text_; }
    std::int64_t number() const { return number_; }
    std::int64_t offset() const { return at_ - begin_; }

private:
    const char* begin_;
    const char* at_;
    const char* end_;
    std::string_view text_;
    std::int64_t number_ = 0;
    std::string unescaped_;

    bool plain_text() {
        const char* c = at_ + 1;
        while (c != end_ && *c >= ' ' && *c != '"' && *c != '\\' && *c != '\x7f') ++c;   // beyond ASCII is negative
        if (c == end_ || *c != '"') return false;
        text_ = {at_ + 1, static_cast<std::size_t>(c - at_ - 1)};
        at_ = c + 1;
        return true;
    }

    bool plain_number() {
        constexpr int most = 15;   // digits that always fit
        const char* c = at_;
        const bool minus = *c == '-';
        if (minus) ++c;
        const char* first = c;
        std::int64_t n = 0;
        while (c != end_ && *c >= '0' && *c <= '9' && c - first < most) n = n * 10 + (*c++ - '0');
        if (c == first || (*first == '0' && (minus || c - first > 1))) return false;
        constexpr std::string_view goes_on = "0123456789.eE+-";
        if (c != end_ && goes_on.find(*c) != goes_on.npos) return false;
        number_ = minus ? -n : n;
        at_ = c;
        return true;
    }

    Token ask() {
        Lexer lexer{Source({at_, static_cast<std::size_t>(end_ - at_)})};
        Token token = lexer.scan();
        const std::size_t read = lexer.get_position().chars_read_total;
        at_ += std::min(read, static_cast<std::size_t>(end_ - at_));   // the end counts as one more
        unescaped_ = lexer.get_string();
        text_ = unescaped_;
        if (token == Token::value_integer) number_ = lexer.get_number_integer();
        if (token == Token::value_unsigned) {
            const std::uint64_t n = lexer.get_number_unsigned();
            if (n > static_cast<std::uint64_t>(limits::integer_max)) return Token::value_float;
            number_ = static_cast<std::int64_t>(n);
            return Token::value_integer;
        }
        // The library gives "-0" as a signed 0 and "0" as an unsigned one.
        if (token == Token::value_integer && number_ == 0) text_ = "-0.";
        if (token == Token::value_integer && (number_ == 0 || number_ < -limits::integer_max)) token = Token::value_float;
        return token;
    }
};

/// Turns tokens into nodes.
class Builder {
public:
    Builder(std::string_view text, Document& out) : tokens_(text), out_(out) {
        out_.nodes.reserve(text.size() / 10 + 4);
        out_.chars.reserve(text.size());   // unescaping never makes a text longer
    }

    Refusal refusal;

    bool document() {
        Token token = tokens_.next();
        for (;;) {
            if (!begin_value(token)) return false;
            // After a value: close what ends here, then the next one.
            for (;;) {
                token = tokens_.next();
                if (open_.empty()) return token == Token::end_of_input || malformed();
                const bool object = out_.nodes[open_.back().node].type == Type::object;
                if (empty_) {
                    // Just opened: an end, or the first item.
                    empty_ = false;
                    if (token != (object ? Token::end_object : Token::end_array)) break;
                    open_.pop_back();
                } else if (token == (object ? Token::end_object : Token::end_array)) {
                    open_.pop_back();
                } else if (token == Token::value_separator) {
                    token = tokens_.next();
                    break;
                } else {
                    return malformed();
                }
            }
            if (out_.nodes[open_.back().node].type == Type::object) {
                if (token != Token::value_string) return malformed();
                if (!member(tokens_.text())) return false;
                if (tokens_.next() != Token::name_separator) return malformed();
                token = tokens_.next();
            }
        }
    }

private:
    struct Level {
        Index node;
        Index last = nowhere;   ///< its last item so far
    };

    Tokens tokens_;
    Document& out_;
    List<Level> open_;
    std::uint32_t name_ = 0;          ///< of the member that is being read
    std::uint32_t name_length_ = 0;
    bool named_ = false;
    bool empty_ = false;              ///< the innermost list or object has just been opened

    std::uint32_t keep(std::string_view text) {
        const auto at = static_cast<std::uint32_t>(out_.chars.size());
        out_.chars.append(text);
        return at;
    }

    bool member(std::string_view name) {
        const Node& object = out_.nodes[open_.back().node];
        if (object.count >= limits::json_members) {
            no(Code::too_many, "max", static_cast<std::int64_t>(limits::json_members));
            return also("found", static_cast<std::int64_t>(limits::json_members) + 1);
        }
        name_ = keep(name);
        name_length_ = static_cast<std::uint32_t>(name.size());
        named_ = true;
        for (Index i = object.child; i != nowhere; i = out_.nodes[i].next) {
            if (out_.name(out_.nodes[i]) == name) return twice(name);
        }
        return true;
    }

    bool begin_value(Token token) {
        Node n;
        switch (token) {
            case Token::literal_null: return value(n);
            case Token::literal_true:
            case Token::literal_false:
                n.type = Type::boolean;
                n.number = token == Token::literal_true ? 1 : 0;
                return value(n);
            case Token::value_string: {
                const std::string_view text = tokens_.text();
                n.type = Type::text;
                n.text = keep(text);
                n.length = static_cast<std::uint32_t>(text.size());
                return value(n);
            }
            case Token::value_integer:
                n.type = Type::integer;
                n.number = tokens_.number();
                return value(n);
            case Token::value_float: {
                // Whole numbers that are too large are taken for these as well.
                const bool whole = tokens_.text().find_first_not_of("-0123456789") == std::string_view::npos;
                return whole ? out_of_range() : no(Code::not_an_integer, "offset", tokens_.offset());
            }
            case Token::begin_object: return open(Type::object);
            case Token::begin_array: return open(Type::array);
            default: return malformed();
        }
    }

    bool value(Node& n) {
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
            return no(Code::too_deep, "max", static_cast<std::int64_t>(limits::json_depth));
        }
        Node n;
        n.type = type;
        value(n);
        open_.push_back({static_cast<Index>(out_.nodes.size() - 1)});
        return empty_ = true;
    }

    bool malformed() { return no(Code::malformed_json, "offset", tokens_.offset()); }

    bool out_of_range() {
        no(Code::number_out_of_range, "min", -limits::integer_max);
        return also("max", limits::integer_max);
    }

    bool twice(std::string_view name) {
        std::string key;
        append_name(key, name);
        no(Code::duplicate_key, "offset", tokens_.offset());
        refusal.params.push_back({"key", std::move(key), 0, false});
        return false;
    }

    bool no(Code code, const char* param, std::int64_t number) {
        refusal = refuse(code, path());
        return also(param, number);
    }

    bool also(const char* param, std::int64_t number) {
        refusal.params.push_back({param, {}, number, true});
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
        return refuse(Code::too_large).with("max", static_cast<std::int64_t>(max_bytes));
    }
    // The library skips a byte order mark and takes a NUL byte for the end: both are refused before it sees them.
    const std::size_t nul = text.find('\0');
    if (nul != text.npos || text.starts_with("\xEF\xBB\xBF")) {
        return refuse(Code::malformed_json).with("offset", nul != text.npos ? static_cast<std::int64_t>(nul) : 0);
    }
    Document out;
    Builder builder(text, out);
    if (!builder.document()) return std::move(builder.refusal);
    return out;
}

}  // namespace regulars::json
