// One programme and one member behind JSON text: what the browser's module offers, also natively testable. Programme and
// member are read once; a quote brings only its cart.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "../compile.hpp"
#include "../result.hpp"
#include "../state.hpp"

namespace regulars::json {

/// {"ok":true,"value":<value>}
std::string good(std::string_view value);
/// {"ok":false,"problem":{"code":...,"path":...,"params":{...}}}
std::string bad(const Refusal& refusal);

class Session {
public:
    /// A programme document of one version, judging from the beginning of time.
    explicit Session(std::string_view program);

    bool valid() const { return errors_.empty(); }
    /// {"errors":[{"path","code","params"}]}
    std::string error() const;

    /// The member's state as the backend gave it; "" for a guest. The old member stays where it is refused.
    std::string set_member(std::string_view state);
    /// What an order would earn; nothing is kept.
    std::string quote(std::string_view request) const;
    std::string summary(std::string_view request) const;
    /// Books an event for the member that is set, who may be new. Attachments come with the event.
    std::string apply(std::string_view event);
    std::string state() const;

private:
    ProgrammeHistory history_;
    MemberState member_;
    std::vector<Refusal> errors_;
};

}  // namespace regulars::json
