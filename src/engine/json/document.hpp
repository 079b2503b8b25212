// A JSON document as one flat list of nodes. Made by parse(), completed by validate(), read by the decoders.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "../list.hpp"

namespace regulars::json {

enum class Type : std::uint8_t { null, boolean, integer, text, array, object };

/// The word for a type, as problems say it.
std::string_view name(Type type);

/// Appends a name to a path; what a path cannot show becomes '?'.
void append_name(std::string& path, std::string_view name);

using Index = std::uint32_t;
inline constexpr Index nowhere = 0;   ///< node 0 is the root, so nothing points to it
inline constexpr std::uint16_t no_key = 0xFFFF;

struct Node {
    std::int64_t number = 0;    ///< integer, boolean; a text of a numeric form (instant, day) once validated
    std::uint32_t text = 0;     ///< where the text begins
    std::uint32_t length = 0;
    std::uint32_t name = 0;     ///< members: where the name begins
    std::uint32_t name_length = 0;
    Index child = nowhere;      ///< first item or member
    Index next = nowhere;       ///< the following one
    std::uint32_t count = 0;    ///< items or members
    std::uint16_t key = no_key; ///< members of a known object: its Key, once validated
    std::uint8_t choice = 0;    ///< enumerations and objects that are one of several kinds: which, once validated
    Type type = Type::null;
};

class Document {
public:
    const Node& root() const { return nodes[0]; }
    const Node& at(Index i) const { return nodes[i]; }
    std::string_view text(const Node& n) const { return {chars.data() + n.text, n.length}; }
    std::string_view name(const Node& n) const { return {chars.data() + n.name, n.name_length}; }

    List<Node> nodes;
    std::string chars;          ///< every text and name, unescaped
};

}  // namespace regulars::json
