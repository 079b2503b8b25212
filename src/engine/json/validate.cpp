#include "validate.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "../generated/limits.hpp"
#include "forms.hpp"

namespace regulars::json {

namespace {

/// Where the validator is, from the inside out. Turned into a path only where there is something to say.
struct Place {
    const Place* outer = nullptr;
    std::string_view name;      ///< a member's
    std::uint32_t index = 0;    ///< an item's
    bool item = false;

    void append_to(std::string& path) const {
        if (outer) outer->append_to(path);
        if (item) {
            path += '[';
            path += std::to_string(index);
            path += ']';
        } else if (!name.empty()) {
            if (!path.empty()) path += '.';
            append_name(path, name);
        }
    }
};

class Validator {
public:
    Validator(Document& document, const Schema& schema, std::string path)
        : d_(document), s_(schema), start_(std::move(path)) {}

    List<Refusal> run(Index at, std::uint16_t shape) {
        check(d_.nodes[at], s_.shapes[shape], Place{});
        return std::move(found_);
    }

private:
    Document& d_;
    const Schema& s_;
    std::string start_;
    List<Refusal> found_;
    Refusal beyond_;   ///< takes what is complained about when there is no more room

    bool full() const { return found_.size() >= limits::problems; }

    /// The refusal is added where there is still room; parameters can be given to it.
    Refusal& complain(Code code, const Place& place) {
        if (full()) return beyond_ = {};
        std::string path = start_;
        place.append_to(path);
        found_.push_back(refuse(code, std::move(path)));
        return found_.back();
    }
    static void tell(Refusal& r, const char* name, std::int64_t number) { r.params.push_back({name, {}, number, true}); }
    static void tell(Refusal& r, const char* name, std::string_view text) {
        r.params.push_back({name, std::string(text), 0, false});
    }

    /// Whether a number is within a and b of its shape.
    bool within(std::int64_t n, const Shape& shape, const Place& place, Code below, Code above) {
        const std::int64_t min = s_.numbers[shape.a];
        const std::int64_t max = s_.numbers[shape.b];
        if (n >= min && n <= max) return true;
        Refusal& r = complain(n < min ? below : above, place);
        if (n < min || below == above) tell(r, "min", min);
        if (n > max || below == above) tell(r, "max", max);
        if (below != above) tell(r, "found", n);
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

    /// What is wanted, in so many words that whoever guessed the type knows how to write it.
    std::string wanted(const Shape& shape, Type type) const {
        if (shape.kind == Kind::text) return std::string(name(shape.form));
        if (shape.kind == Kind::choice) return words_of(shape);
        std::string text(name(type));
        if (shape.kind == Kind::one_of) text += " with \"" + std::string(s_.text(shape.c)) + '"';
        if (shape.kind == Kind::map && shape.form == Form::locale) text += " by language, such as {\"en\": ...}";
        if (shape.kind == Kind::object) text += with_fields(shape);
        return text;
    }

    /// The fields that an object must have, or, where it needs none, those that it can have.
    std::string with_fields(const Shape& shape) const {
        std::string needed, known;
        for (std::uint16_t f = 0; f < shape.b; ++f) {
            const Field& field = s_.fields[shape.a + f];
            for (std::string* list : {&known, &needed}) {
                if (list == &needed && (field.shape & required) == 0) continue;
                *list += (list->empty() ? "\"" : ", \"") + std::string(s_.text(field.key)) + '"';
            }
        }
        return needed.empty() ? " of " + known : " with " + needed;
    }

    void check(Node& n, const Shape& shape, const Place& place) {
        if (shape.kind == Kind::any || full()) return;
        const Type expected = type_of(shape.kind);
        if (n.type != expected) {
            Refusal& r = complain(Code::wrong_type, place);
            tell(r, "expected", wanted(shape, expected));
            tell(r, "found", name(n.type));
            return;
        }
        switch (shape.kind) {
            case Kind::integer:
                within(n.number, shape, place, Code::number_out_of_range, Code::number_out_of_range);
                break;
            case Kind::text: text(n, shape, place); break;
            case Kind::choice: choice(n, shape, place); break;
            case Kind::list: list(n, shape, place); break;
            case Kind::map: map(n, shape, place); break;
            case Kind::object: object(n, shape, place); break;
            case Kind::one_of: one_of(n, shape, place); break;
            default: break;
        }
    }

    void wrong_value(const Place& place, std::string_view expected) {
        tell(complain(Code::wrong_value, place), "expected", expected);
    }

    void text(Node& n, const Shape& shape, const Place& place) {
        const std::string_view t = d_.text(n);
        // As many bytes as characters are allowed: never too long, and only an empty text can be too short by one.
        const auto bytes = static_cast<std::int64_t>(t.size());
        const bool has_own_length = s_.numbers[shape.a] > 1;   // an instant, a day, a colour: what it looks like says more
        const bool surely = bytes > 0 && bytes <= s_.numbers[shape.b] && s_.numbers[shape.a] <= 1;
        if (!surely && !has_own_length && !within(static_cast<std::int64_t>(characters(t)), shape, place, Code::too_short, Code::too_long)) return;
        if (!has_form(shape.form, t, n.number)) wrong_value(place, name(shape.form));
    }

    const Option* option(const Shape& shape, std::string_view word) const {
        for (std::uint16_t i = 0; i < shape.b; ++i) {
            if (s_.text(s_.options[shape.a + i].word) == word) return &s_.options[shape.a + i];
        }
        return nullptr;
    }

    std::string words_of(const Shape& shape) const {
        std::string words = shape.b > 1 ? "one of " : "";
        for (std::uint16_t i = 0; i < shape.b; ++i) {
            if (i > 0) words += ", ";
            words += s_.text(s_.options[shape.a + i].word);
        }
        return words;
    }

    void not_allowed(const Shape& shape, const Place& place) { wrong_value(place, words_of(shape)); }

    void choice(Node& n, const Shape& shape, const Place& place) {
        const Option* o = option(shape, d_.text(n));
        if (!o) return not_allowed(shape, place);
        n.choice = static_cast<std::uint8_t>(o->value);
    }

    void list(const Node& n, const Shape& shape, const Place& place) {
        within(n.count, shape, place, Code::too_few, Code::too_many);
        Place inner{&place, {}, 0, true};
        for (Index i = n.child; i != nowhere && !full(); i = d_.nodes[i].next, ++inner.index) {
            check(d_.nodes[i], s_.shapes[shape.c], inner);
        }
    }

    void map(const Node& n, const Shape& shape, const Place& place) {
        within(n.count, shape, place, Code::too_few, Code::too_many);
        for (Index i = n.child; i != nowhere && !full(); i = d_.nodes[i].next) {
            const std::string_view key = d_.name(d_.nodes[i]);
            const Place inner{&place, key};
            std::int64_t unused = 0;
            if (!has_form(shape.form, key, unused)) wrong_value(inner, name(shape.form));
            check(d_.nodes[i], s_.shapes[shape.c], inner);
        }
    }

    void about_field(Code code, const Place& place) {
        std::string name;
        append_name(name, place.name);
        tell(complain(code, place), "field", name);
    }

    void object(Node& n, const Shape& shape, const Place& place) {
        const Field* fields = s_.fields + shape.a;
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
            const Place inner{&place, key};
            if (tried == shape.b) {
                about_field(Code::unknown_field, inner);
                continue;
            }
            member.key = fields[next].key;
            seen |= std::uint64_t{1} << next;
            check(member, s_.shapes[fields[next].shape & ~required], inner);
        }
        for (std::uint16_t f = 0; f < shape.b; ++f) {
            if ((fields[f].shape & required) == 0 || (seen >> f & 1U) != 0) continue;
            about_field(Code::missing_field, Place{&place, s_.text(fields[f].key)});
        }
    }

    void one_of(Node& n, const Shape& shape, const Place& place) {
        const Place tag{&place, s_.text(shape.c)};
        for (Index i = n.child; i != nowhere; i = d_.nodes[i].next) {
            const Node& member = d_.nodes[i];
            if (d_.name(member) != tag.name) continue;
            const Option* o = member.type == Type::text ? option(shape, d_.text(member)) : nullptr;
            if (!o) return not_allowed(shape, tag);
            n.choice = static_cast<std::uint8_t>(o - (s_.options + shape.a));
            object(n, s_.shapes[o->value], place);
            return;
        }
        about_field(Code::missing_field, tag);
    }
};

}  // namespace

List<Refusal> validate(Document& document, Root root) {
    return validate(document, root, 0, {});
}

List<Refusal> validate(Document& document, Root root, Index at, std::string path) {
    return Validator(document, root.schema(), std::move(path)).run(at, root.shape);
}

}  // namespace regulars::json
