// Checks a document against a compiled schema and notes in its nodes what the decoders then need no text for:
// which field, which word of an enumeration, which instant.
#pragma once

#include "../list.hpp"
#include "../result.hpp"
#include "document.hpp"
#include "schema.hpp"

namespace regulars::json {

/// Everything that is wrong, up to limits::problems, in the order of the document. Empty: it may be decoded.
List<Refusal> validate(Document& document, Root root);
/// The same for a value within a document, `path` being where it is.
List<Refusal> validate(Document& document, Root root, Index at, std::string path);

}  // namespace regulars::json
