// One programme and one member behind JSON text: what the browser's module offers, also natively testable. Programme
// and member are read once; a quote brings only its cart.
#pragma once
#include <string>
#include <string_view>

#include "../list.hpp"
#include "../compile.hpp"
#include "../result.hpp"
#include "../state.hpp"

namespace regulars {

class Session {
public:
    /// A programme document of one version, judging from the beginning of time.
    explicit Session(std::string_view program);

    bool valid() const { return errors_.empty(); }
    /// {"errors":[{"path","code","params"}]}
    std::string error() const;

    /// The member's state as the backend gave it; "" for a guest. The old member stays where the text is refused.
    std::string set_member(std::string_view state);
    /// What an order would earn; nothing is kept.
    std::string quote(std::string_view request) const;
    std::string summary(std::string_view request) const;

protected:
    ProgrammeHistory history_;
    MemberState member_;

private:
    List<Refusal> errors_;
};

}  // namespace regulars
