#include "parse.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// The library's tokens with a grammar of our own, instead of its sax_parse(): that one composes an exception with words
// for each error, even where exceptions are off, which is 6 kB of code, and it does not tell where a value stands.
using Lexer = nlohmann::detail::lexer<nlohmann::json, Source>;
using Token = Lexer::token_type;

/// Turns tokens into nodes.
class Builder {
public:
    Builder(std::string_view text, Document& out) : lexer_(Source(text)), size_(text.size()), out_(out) {
        out_.nodes.reserve(text.size() / 10 + 4);
        out_.chars.reserve(text.size());   // unescaping never makes a text longer
    }

    Refusal refusal;

    bool document() {
        Token token = lexer_.scan();
        for (;;) {
            if (!begin_value(token)) return false;
            // After a value: close what ends here, then the next one.
            for (;;) {
                token = lexer_.scan();
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
                    token = lexer_.scan();
                    break;
                } else {
                    return malformed();
                }
            }
            if (out_.nodes[open_.back().node].type == Type::object) {
                if (token != Token::value_string) return malformed();
                if (!member(lexer_.get_string())) return false;
                if (lexer_.scan() != Token::name_separator) return malformed();
                token = lexer_.scan();
            }
        }
    }

private:
    struct Level {
        Index node;
        Index last = nowhere;   ///< its last item so far
    };

    Lexer lexer_;
    std::size_t size_;
    Document& out_;
    std::vector<Level> open_;
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
                const std::string& text = lexer_.get_string();
                n.type = Type::text;
                n.text = keep(text);
                n.length = static_cast<std::uint32_t>(text.size());
                return value(n);
            }
            case Token::value_unsigned:
                if (lexer_.get_number_unsigned() > static_cast<std::uint64_t>(limits::integer_max)) return out_of_range();
                return integer(static_cast<std::int64_t>(lexer_.get_number_unsigned()));
            case Token::value_integer:   // has a minus sign
                if (lexer_.get_number_integer() == 0) return no(Code::not_an_integer);
                if (lexer_.get_number_integer() < -limits::integer_max) return out_of_range();
                return integer(lexer_.get_number_integer());
            case Token::value_float: {
                // Whole numbers that do not fit 64 bits are taken for these as well.
                const bool whole = lexer_.get_string().find_first_not_of("-0123456789") == std::string::npos;
                return whole ? out_of_range() : no(Code::not_an_integer);
            }
            case Token::begin_object: return open(Type::object);
            case Token::begin_array: return open(Type::array);
            default: return malformed();
        }
    }

    bool integer(std::int64_t v) {
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
        return empty_ = true;
    }

    bool malformed() { return no(Code::malformed_json); }

    bool out_of_range() {
        no(Code::number_out_of_range);
        refusal.params.push_back({"min", {}, -limits::integer_max, true});
        return limit(limits::integer_max);
    }

    bool no(Code code) {
        std::size_t offset = lexer_.get_position().chars_read_total;
        if (offset > size_) offset = size_;   // the end counts as one more
        refusal = refuse(code, path());
        refusal.params.push_back({"offset", {}, static_cast<std::int64_t>(offset), true});
        return false;
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
    if (!builder.document()) return std::move(builder.refusal);
    return out;
}

}  // namespace regulars::json
