#include "checked.hpp"

#include "engine/json/decode.hpp"
#include "programme.hpp"

namespace regulars::backend {

CheckedProgramme checked_programme(std::string_view text) {
    CheckedProgramme checked;
    checked.errors = json::read_program(text, checked.program);
    if (checked.errors.empty()) {
        auto document = completed_document(text);
        if (document) {
            checked.program = {};
            checked.errors = json::read_program(*document, checked.program);
        } else {
            checked.errors.push_back(document.refusal());
        }
    }
    if (checked.errors.empty()) checked.errors = resolve(checked.program);
    return checked;
}

}  // namespace regulars::backend
