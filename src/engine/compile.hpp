// From a programme document to something that can judge: ids resolved, contradictions refused.
#pragma once
#include <cstdint>
#include <string>

#include "list.hpp"
#include "program.hpp"
#include "result.hpp"

namespace regulars {

/// Resolves every reference in place. Returns all that is wrong, with paths like "earning[2].wallet"; empty: usable.
List<Refusal> resolve(Program& program);

/// One version with the instant from which it judges new events.
struct ProgrammeVersion {
    Instant active_from;
    Program program;
};

/// Every version of the programme, ascending by activation. A refund is judged by the version of its sale.
class ProgrammeHistory {
public:
    /// The program must have been resolved. Versions must ascend in number and activation.
    Result<void> add(ProgrammeVersion version);

    bool empty() const { return versions_.empty(); }
    /// The version that judges what happens at `at`; before the first activation, the first.
    const Program& at(Instant at) const;
    const Program* by_number(std::int64_t version) const;
    const Program& latest() const { return versions_.back().program; }
    /// The next activation after `at`, or no_instant.
    Instant next_activation(Instant at) const;

private:
    List<ProgrammeVersion> versions_;
};

}  // namespace regulars
