// Reads the nodes of a validated document into the engine's structs. What is absent leaves the struct's default.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

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
    void get(Key key, T& out) const {
        if (const In member = (*this)[key]) read(member, out);
    }
    /// The same, where absent and present differ.
    template <class T>
    void get(Key key, std::optional<T>& out) const {
        if (const In member = (*this)[key]) read(member, out.emplace());
    }

private:
    In at(Index i) const { return {*d_, i == nowhere ? nullptr : &d_->nodes[i]}; }

    const Document* d_;
    const Node* n_;
};

void read(In in, bool& out);
void read(In in, std::int32_t& out);
void read(In in, std::int64_t& out);
void read(In in, std::string& out);
void read(In in, Ref& out);
void read(In in, Text& out);
void read(In in, Money& out);
void read(In in, Units& out);
void read(In in, Instant& out);
void read(In in, Day& out);
/// A decimal text, or an object with numerator and denominator.
void read(In in, Ratio& out);

template <class E>
    requires std::is_enum_v<E>
void read(In in, E& out) {
    out = static_cast<E>(in.node().choice);
}

template <class T>
void read(In in, std::vector<T>& out) {
    out.resize(in.node().count);
    In item = in.first();
    for (T& slot : out) {
        read(item, slot);
        item = item.next();
    }
}

}  // namespace regulars::json
