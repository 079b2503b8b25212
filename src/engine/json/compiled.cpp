#include "compiled.hpp"

#include <utility>

#include "program_rows.hpp"
#include "row_reader.hpp"
#include "row_writer.hpp"

namespace regulars::json {

template <class A> void row(A& a, Is<QuoteRequest> auto& q) { a(q.at); a(q.order); }

namespace {

using Ids = List<List<std::string>>;

struct Compiled {
    Ids ids;   ///< in the order of Refers
    Program program;
};

template <class A> void row(A& a, Is<Compiled> auto& c) { a.ids(c.ids); a(c.program); }

template <class T>
List<std::string> ids_of(const List<T>& list) {
    List<std::string> ids;
    for (const auto& item : list) ids.push_back(item.id);
    return ids;
}

/// Every place that a reference can name is there, and so is what the rules rely on without looking.
bool sound(const Compiled& c) {
    const Program& p = c.program;
    const Tiers none;
    const Tiers& t = p.tiers ? *p.tiers : none;
    const std::size_t sizes[] = {p.wallets.size(), p.earning.size(), p.rewards.size(), p.plans.size(), t.levels.size(), t.metrics.size()};
    for (std::size_t i = 0; i < refers_count; ++i) {
        if (c.ids[i].size() != sizes[i]) return false;
    }
    if (p.tiers && t.levels.empty()) return false;
    for (std::size_t i = 1; i < p.zone.offsets.size(); ++i) {   // else a day may begin before it is due, and time stands still
        if (p.zone.offsets[i].from <= p.zone.offsets[i - 1].from) return false;
    }
    for (const Metric& m : t.metrics) {
        if (m.kind == MetricKind::wallet && m.wallet.index < 0) return false;
    }
    for (const Level& l : t.levels) {
        for (const EntryReward& e : l.entry_rewards) {
            if (e.wallet.index < 0 && e.reward.index < 0) return false;
        }
    }
    for (const EarnRule& r : p.earning) {
        if ((r.on == Trigger::milestone && !r.milestone) || (r.on == Trigger::streak && !r.streak)) return false;
    }
    return true;
}

}  // namespace

std::string write_compiled(const Program& p) {
    Compiled c{{ids_of(p.wallets), ids_of(p.earning), ids_of(p.rewards), ids_of(p.plans), {}, {}}, p};
    if (p.tiers) {
        c.ids[4] = ids_of(p.tiers->levels);
        c.ids[5] = ids_of(p.tiers->metrics);
    }
    return framed_row(c);
}

Result<Program> read_compiled(std::string_view text) {
    Compiled c;
    if (text.ends_with('\n')) text.remove_suffix(1);   // a file ends its last line
    if (!unframe(text) || !RowReader(text).read(c) || !sound(c)) return refuse(Code::program_invalid);
    return std::move(c.program);
}

std::string write_question(const QuoteRequest& question) { return bare_row(question); }

Result<QuoteRequest> read_question(std::string_view text) {
    QuoteRequest out;
    if (!RowReader(text).read(out)) return refuse(Code::request_malformed).with("what", "not a question as writeQuestion makes it");
    return out;
}

}  // namespace regulars::json
