// Whether a document is a programme: one answer for `regulars check`, `compile`, `replay` and `serve`.
#pragma once
#include <string_view>

#include "engine/compile.hpp"

namespace regulars::backend {

struct CheckedProgramme {
    Program program;           ///< resolved, with the offsets of its time zone; only where there are no errors
    List<Refusal> errors;
};

CheckedProgramme checked_programme(std::string_view text);

}  // namespace regulars::backend
