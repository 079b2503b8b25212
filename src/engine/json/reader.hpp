// Reads the nodes of a validated document into the engine's structs. What is absent leaves the struct's default.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "../list.hpp"
#include "../generated/keys.hpp"
#include "../program.hpp"
#include "document.hpp"
#include "forms.hpp"

namespace regulars::json {

/// A value of a validated document, or none.
class In {
public:
    In(const Document& document, const Node* node) : d_(&document), n_(node) {}

    explicit operator bool() const { return n_ != nullptr; }
    const Node& node() const { return *n_; }
    const Document& document() const { return *d_; }
    std::string_view text() const { return d_->text(*n_); }

    /// The member of this name, or none.
    In operator[](Key key) const;
    In first() const { return at(n_->child); }
    In next() const { return at(n_->next); }

    /// Reads the member of this name, if there is one.
    template <class T>
    void get(Key key, T& out) const;
    /// The same, where absent and present differ.
    template <class T>
    void get(Key key, std::optional<T>& out) const;

private:
    In at(Index i) const { return {*d_, i == nowhere ? nullptr : &d_->nodes[i]}; }

    const Document* d_;
    const Node* n_;
};

void read(const In& in, bool& out);
void read(const In& in, std::int32_t& out);
void read(const In& in, std::int64_t& out);
void read(const In& in, std::uint8_t& out);   ///< an enumeration
void read(const In& in, std::string& out);
void read(const In& in, Ref& out);
void read(const In& in, Text& out);
void read(const In& in, Money& out);
void read(const In& in, Units& out);
void read(const In& in, Instant& out);
void read(const In& in, Day& out);
/// A decimal text, or an object with numerator and denominator.
void read(const In& in, Ratio& out);

// The templates below only choose functions, so that a hundred types do not make a hundred copies of the same loop:
// bytes that a browser would load.

using ReadInto = void (*)(const In& in, void* out);

template <class T>
void read_into(const In& in, void* out) {
    read(in, *static_cast<T*>(out));
}

void get_into(const In& in, Key key, void* out, ReadInto function);
/// Items that lie `size` bytes apart.
void read_items(const In& in, void* items, std::size_t size, ReadInto function);

template <class T>
void read(const In& in, List<T>& out) {
    out = List<T>(in.node().count);   // not resize(), which brings code for growing
    read_items(in, out.data(), sizeof(T), &read_into<T>);
}

template <class T>
void In::get(Key key, T& out) const {
    // Every enumeration of the model has one byte, whose value the validator has noted.
    if constexpr (std::is_enum_v<T>) {
        static_assert(std::is_same_v<std::underlying_type_t<T>, std::uint8_t>);
        get_into(*this, key, &out, &read_into<std::uint8_t>);
    } else {
        get_into(*this, key, &out, &read_into<T>);
    }
}

template <class T>
void In::get(Key key, std::optional<T>& out) const {
    if (const In member = (*this)[key]) read(member, out.emplace());
}

}  // namespace regulars::json
