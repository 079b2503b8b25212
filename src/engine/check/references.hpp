// Broken references beside errors of shape, so that an owner who corrects the ones sees the others at once.
#pragma once
#include <string_view>

#include "../list.hpp"
#include "../result.hpp"

namespace regulars::check {

/// References that lead nowhere and ids used twice, in a programme document that has the errors `shape`: whatever
/// those are about is left out. Nothing where they could hide an id, since what refers to it may be right.
List<Refusal> broken_references(std::string_view text, const List<Refusal>& shape);

}  // namespace regulars::check
