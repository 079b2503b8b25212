// One programme and one member behind text: what the browser's module offers, also natively testable. The programme comes
// compiled (json/compiled.hpp) and carts come as rows: documents are read and checked elsewhere, so none of that is linked.
#pragma once
#include <string>
#include <string_view>

#include "../compile.hpp"
#include "../result.hpp"
#include "../state.hpp"

namespace regulars {

class Session {
public:
    /// A compiled programme of one version, judging from the beginning of time.
    explicit Session(std::string_view compiled);

    /// Where it is not, nothing else may be called.
    bool valid() const { return !history_.empty(); }

    // Each answers {"ok":true,"value":...} or {"ok":false,"code":<number of the code>,"path":"..."}.

    /// The member's state as the backend gave it; "" for a guest. The old member stays where the text is refused.
    std::string set_member(std::string_view state);
    /// What an order would earn, without a summary; nothing is kept. The question is a row: [instant, order].
    std::string quote(std::string_view question) const;
    /// [instant]
    std::string summary(std::string_view question) const;

protected:
    Session() = default;

    ProgrammeHistory history_;
    MemberState member_;
};

}  // namespace regulars
