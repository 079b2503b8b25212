#include "checked.hpp"

#include <utility>

#include "engine/check/references.hpp"
#include "engine/json/decode.hpp"
#include "programme.hpp"

namespace regulars::backend {

CheckedProgramme checked_programme(std::string_view text) {
    CheckedProgramme checked;
    checked.errors = json::read_program(text, checked.program);
    if (!checked.errors.empty()) {
        for (Refusal& r : check::broken_references(text, checked.errors)) checked.errors.push_back(std::move(r));
        return checked;
    }
    if (auto document = completed_document(text)) {
        checked.program = {};
        checked.errors = json::read_program(*document, checked.program);
        if (!checked.errors.empty()) return checked;
    } else {
        checked.errors.push_back(document.refusal());
    }
    for (Refusal& r : resolve(checked.program)) checked.errors.push_back(std::move(r));
    return checked;
}

}  // namespace regulars::backend
