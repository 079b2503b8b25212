#include "validate.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "../generated/limits.hpp"
#include "forms.hpp"

namespace regulars::json {

namespace {

class Validator {
public:
    Validator(Document& document, const Schema& schema, std::string path)
        : d_(document), s_(schema), path_(std::move(path)) {}

    std::vector<Refusal> run(Index at, std::uint16_t shape) {
        check(d_.nodes[at], s_.shapes[shape]);
        return std::move(found_);
    }

private:
    Document& d_;
    const Schema& s_;
    std::string path_;
    std::vector<Refusal> found_;
    Refusal beyond_;   ///< takes what is complained about when there is no more room

    bool full() const { return found_.size() >= limits::problems; }

    /// The refusal is added where there is still room; parameters can be given to it.
    Refusal& complain(Code code) {
        if (full()) return beyond_ = {};
        found_.push_back(refuse(code, path_));
        return found_.back();
    }
    static void tell(Refusal& r, const char* name, std::int64_t number) { r.params.push_back({name, {}, number, true}); }
    static void tell(Refusal& r, const char* name, std::string_view text) {
        r.params.push_back({name, std::string(text), 0, false});
    }

    /// A number that is not within a and b of its shape.
    bool within(std::int64_t n, const Shape& shape, Code below, Code above) {
        const std::int64_t min = s_.numbers[shape.a];
        const std::int64_t max = s_.numbers[shape.b];
        if (n >= min && n <= max) return true;
        Refusal& r = complain(n < min ? below : above);
        if (n < min || below == above) tell(r, "min", min);
        if (n > max || below == above) tell(r, "max", max);
        tell(r, "found", n);
        return false;
    }

    static Type type_of(Kind kind) {
        switch (kind) {
            case Kind::boolean: return Type::boolean;
            case Kind::integer: return Type::integer;
            case Kind::text:
            case Kind::choice: return Type::text;
            case Kind::list: return Type::array;
            default: return Type::object;
        }
    }

    void check(Node& n, const Shape& shape) {
        if (shape.kind == Kind::any || full()) return;
        const Type expected = type_of(shape.kind);
        if (n.type != expected) {
            Refusal& r = complain(Code::wrong_type);
            tell(r, "expected", name(expected));
            tell(r, "found", name(n.type));
            return;
        }
        switch (shape.kind) {
            case Kind::integer: within(n.number, shape, Code::number_out_of_range, Code::number_out_of_range); break;
            case Kind::text: text(n, shape); break;
            case Kind::choice: choice(n, shape); break;
            case Kind::list: list(n, shape); break;
            case Kind::map: map(n, shape); break;
            case Kind::object: object(n, shape); break;
            case Kind::one_of: one_of(n, shape); break;
            default: break;
        }
    }

    void text(Node& n, const Shape& shape) {
        const std::string_view t = d_.text(n);
        if (!within(static_cast<std::int64_t>(characters(t)), shape, Code::too_short, Code::too_long)) return;
        if (!has_form(shape.form, t, n.number)) tell(complain(Code::wrong_value), "expected", name(shape.form));
    }

    const Option* option(const Shape& shape, std::string_view word) const {
        for (std::uint16_t i = 0; i < shape.b; ++i) {
            if (s_.text(s_.options[shape.a + i].word) == word) return &s_.options[shape.a + i];
        }
        return nullptr;
    }

    void not_allowed(const Shape& shape) {
        std::string words;
        for (std::uint16_t i = 0; i < shape.b; ++i) {
            if (i > 0) words += ", ";
            words += s_.text(s_.options[shape.a + i].word);
        }
        tell(complain(Code::wrong_value), "expected", words);
    }

    void choice(Node& n, const Shape& shape) {
        const Option* o = option(shape, d_.text(n));
        if (!o) return not_allowed(shape);
        n.choice = static_cast<std::uint8_t>(o->value);
    }

    void list(const Node& n, const Shape& shape) {
        within(n.count, shape, Code::too_few, Code::too_many);
        const std::size_t here = path_.size();
        std::uint32_t at = 0;
        for (Index i = n.child; i != nowhere && !full(); i = d_.nodes[i].next) {
            path_ += '[';
            path_ += std::to_string(at++);
            path_ += ']';
            check(d_.nodes[i], s_.shapes[shape.c]);
            path_.resize(here);
        }
    }

    void enter(std::string_view name) {
        if (!path_.empty()) path_ += '.';
        append_name(path_, name);
    }

    void map(const Node& n, const Shape& shape) {
        within(n.count, shape, Code::too_few, Code::too_many);
        const std::size_t here = path_.size();
        for (Index i = n.child; i != nowhere && !full(); i = d_.nodes[i].next) {
            const std::string_view key = d_.name(d_.nodes[i]);
            std::int64_t unused = 0;
            enter(key);
            if (!has_form(shape.form, key, unused)) tell(complain(Code::wrong_value), "expected", name(shape.form));
            check(d_.nodes[i], s_.shapes[shape.c]);
            path_.resize(here);
        }
    }

    void object(Node& n, const Shape& shape) {
        const Field* fields = s_.fields + shape.a;
        const std::size_t here = path_.size();
        std::uint64_t seen = 0;
        std::uint16_t next = 0;   // documents mostly keep the schema's order, so the search starts where the last one ended
        for (Index i = n.child; i != nowhere && !full(); i = d_.nodes[i].next) {
            Node& member = d_.nodes[i];
            const std::string_view key = d_.name(member);
            std::uint16_t tried = 0;
            while (tried < shape.b && s_.text(fields[next].key) != key) {
                next = next + 1 < shape.b ? static_cast<std::uint16_t>(next + 1) : std::uint16_t{0};
                ++tried;
            }
            enter(key);
            if (tried == shape.b) {
                tell(complain(Code::unknown_field), "field", std::string_view(path_).substr(path_.rfind('.') + 1));
            } else {
                member.key = fields[next].key;
                seen |= std::uint64_t{1} << next;
                check(member, s_.shapes[fields[next].shape & ~required]);
            }
            path_.resize(here);
        }
        for (std::uint16_t f = 0; f < shape.b; ++f) {
            if ((fields[f].shape & required) == 0 || (seen >> f & 1U) != 0) continue;
            const std::string_view key = s_.text(fields[f].key);
            enter(key);
            tell(complain(Code::missing_field), "field", key);
            path_.resize(here);
        }
    }

    void one_of(Node& n, const Shape& shape) {
        const std::string_view by = s_.text(shape.c);
        const std::size_t here = path_.size();
        for (Index i = n.child; i != nowhere; i = d_.nodes[i].next) {
            const Node& member = d_.nodes[i];
            if (d_.name(member) != by) continue;
            const Option* o = member.type == Type::text ? option(shape, d_.text(member)) : nullptr;
            if (o) {
                n.choice = static_cast<std::uint8_t>(o - (s_.options + shape.a));
                object(n, s_.shapes[o->value]);
                return;
            }
            enter(by);
            not_allowed(shape);
            path_.resize(here);
            return;
        }
        enter(by);
        tell(complain(Code::missing_field), "field", by);
        path_.resize(here);
    }
};

}  // namespace

std::vector<Refusal> validate(Document& document, Root root) {
    return validate(document, root, 0, {});
}

std::vector<Refusal> validate(Document& document, Root root, Index at, std::string path) {
    return Validator(document, root.schema(), std::move(path)).run(at, root.shape);
}

}  // namespace regulars::json
