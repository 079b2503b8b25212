#include "vector.hpp"

#include "../generated/limits.hpp"
#include "../generated/schema_tables.hpp"
#include "parse.hpp"
#include "reader.hpp"
#include "validate.hpp"

namespace regulars::json {

namespace {

Index index_of(In in) { return static_cast<Index>(&in.node() - in.document().nodes.data()); }

void balance(In in, ExpectedBalance& b) {
    b.wallet = in.document().name(in.node());
    in.get(Key::available_, b.available);
    in.get(Key::pending_, b.pending);
    in.get(Key::held_, b.held);
    in.get(Key::debt_, b.debt);
}

void expectation(In in, Expectation& e) {
    if (const In refusal = in[Key::refusal_]) {
        refusal.get(Key::code_, e.refusal);
        refusal.get(Key::path_, e.refusal_path);
    }
    if (const In balances = in[Key::balances_]) {
        for (In item = balances.first(); item; item = item.next()) balance(item, e.balances.emplace_back());
    }
    in.get(Key::tier_, e.tier);
    in.get(Key::tier_after_, e.tier_after);
    if (const In totals = in[Key::totals_]) {
        for (In item = totals.first(); item; item = item.next()) {
            e.totals.emplace_back(std::string(item.document().name(item.node())), item.node().number);
        }
    }
    if (const In rewards = in[Key::rewards_]) {
        for (In item = rewards.first(); item; item = item.next()) {
            e.rewards.emplace_back(std::string(item.document().name(item.node())), std::string(item.text()));
        }
    }
    if (const In outcome = in[Key::outcome_]) e.outcome = index_of(outcome);
    if (const In summary = in[Key::summary_]) e.summary = index_of(summary);
}

Result<Step> step(In in, const std::string& path) {
    Step out;
    out.node = index_of(in);
    if (const In event = in[Key::event_]) {
        Result<MemberEvent> decoded = decode_event(in.document(), event.node());
        if (!decoded) {
            Refusal refusal = decoded.refusal();
            refusal.path = path + ".event." + refusal.path;
            return refusal;
        }
        out.event = *std::move(decoded);
        out.member = out.event->member;
    }
    if (const In quote = in[Key::quote_]) decode(in.document(), quote.node(), out.quote.emplace());
    in.get(Key::at_, out.at);
    in.get(Key::member_, out.member);
    if (int{out.event.has_value()} + int{out.quote.has_value()} + int{out.at.has_value()} != 1) {
        return refuse(Code::contradiction, path).with("value", "exactly one of event, quote, at");
    }
    if (const In expect = in[Key::expect_]) expectation(expect, out.expect);
    return out;
}

void program(In in, ProgramSource& out) {
    in.get(Key::active_from_, out.active_from);
    in.get(Key::program_ref_, out.program_ref);
    if (const In inner = in[Key::program_]) decode(in.document(), inner.node(), out.program.emplace());
}

void programs(In in, VectorFile& out) {
    if (const In versions = in[Key::versions_]) {
        for (In v = versions.first(); v; v = v.next()) program(v, out.programs.emplace_back());
    } else {
        program(in, out.programs.emplace_back());
    }
}

}  // namespace

std::vector<Refusal> read_vector(std::string text, VectorFile& out) {
    Result<Document> document = parse(text, limits::vector_bytes);
    if (!document) return {document.refusal()};
    out.document = *std::move(document);
    std::vector<Refusal> found = validate(out.document, vector_root);
    if (!found.empty()) return found;
    const In in(out.document, &out.document.root());
    in.get(Key::name_, out.name);
    programs(in, out);
    for (std::size_t i = 0; i < out.programs.size(); ++i) {
        if (out.programs[i].program_ref.empty() != out.programs[i].program.has_value()) {
            found.push_back(refuse(Code::contradiction).with("value", "one of program and program_ref"));
        }
    }
    for (In c = in[Key::cases_].first(); c; c = c.next()) {
        Case& added = out.cases.emplace_back();
        c.get(Key::name_, added.name);
        c.get(Key::published_, added.published);
        for (In s = c[Key::steps_].first(); s; s = s.next()) {
            Result<Step> read = step(s, "cases[" + std::to_string(out.cases.size() - 1) + "].steps[" +
                                            std::to_string(added.steps.size()) + "]");
            if (!read) found.push_back(read.refusal());
            added.steps.push_back(read ? *std::move(read) : Step{});
        }
    }
    return found;
}

}  // namespace regulars::json
