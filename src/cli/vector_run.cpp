#include "vector_run.hpp"

#include <optional>
#include <utility>

#include "engine/generated/schema_tables.hpp"
#include "engine/host/host.hpp"
#include "engine/host/memory.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/parse.hpp"
#include "engine/json/refusal_text.hpp"
#include "engine/json/validate.hpp"
#include "vector_match.hpp"

namespace regulars::cli {

namespace {

using json::Document;
using json::Node;

std::string say(const Refusal& r) { return std::string(name(r.code)) + " at " + (r.path.empty() ? "(top)" : r.path) + ": " + json::sentence(r); }

class FileRun {
public:
    FileRun(const std::string& n, const Document& document, ReadRef r, VectorReport& rep) : file(n), d(document), read_ref(r), report(rep) {}

    void run() {
        const Node& root = d.root();
        if (!load(root)) return;
        each(d, *find(d, root, "cases"), [&](const Node& c) { run_case(c); });
    }

private:
    const std::string& file;
    const Document& d;
    ReadRef read_ref;
    VectorReport& report;
    ProgrammeHistory history;

    void fail(const std::string& what) {
        ++report.failed;
        report.failures.push_back(file + ": " + what);
    }

    bool add(const Node& holder, Instant from) {
        Program program;
        if (const Node* inside = find(d, holder, "program")) {
            json::decode(d, *inside, program);
        } else if (const Node* ref = find(d, holder, "program_ref")) {
            const std::string text = read_ref(file, std::string(d.text(*ref)));
            if (text.empty()) return fail("cannot read " + std::string(d.text(*ref))), false;
            if (auto errors = json::read_program(text, program); !errors.empty()) return fail(std::string(d.text(*ref)) + ": " + say(errors.front())), false;
        } else {
            return fail("no programme"), false;
        }
        if (auto errors = resolve(program); !errors.empty()) return fail("programme: " + say(errors.front())), false;
        if (auto r = history.add({from, std::move(program)}); !r) return fail("versions: " + say(r.refusal())), false;
        return true;
    }

    bool load(const Node& root) {
        const Node* versions = find(d, root, "versions");
        if (!versions) return add(root, Instant{});
        bool ok = true;
        each(d, *versions, [&](const Node& v) { ok = ok && add(v, Instant{find(d, v, "active_from")->number}); });
        return ok;
    }

    void run_case(const Node& c) {
        const std::string title(d.text(*find(d, c, "name")));
        host::MemoryStore store;
        Instant now{};
        host::Host host(history, store, [&now](const Outcome& o) { return json::outcome_text(o, now); });
        std::string member = "member";
        std::string problem;
        int n = 0;
        each(d, *find(d, c, "steps"), [&](const Node& step) {
            ++n;
            if (!problem.empty()) return;
            problem = run_step(step, host, store, member, now);
            if (!problem.empty()) problem = "step " + std::to_string(n) + ": " + problem;
        });
        report.cases.push_back((problem.empty() ? "ok      " : "FAILED  ") + title);
        if (problem.empty()) ++report.passed;
        else fail(title + ": " + problem);
    }

    std::string run_step(const Node& step, host::Host& host, host::MemoryStore& store, std::string& member, Instant& now) {
        Seen seen;
        if (const Node* m = find(d, step, "member")) member = d.text(*m);
        if (const Node* e = find(d, step, "event")) {
            auto event = json::decode_event(d, *e);
            if (event) submit(host, std::move(*event), seen, member, now);
            else seen.refusal = event.refusal();
        } else if (const Node* q = find(d, step, "quote")) {
            json::QuoteRequest request;
            json::decode(d, *q, request);
            now = std::max(now, request.at);
            auto out = host.quote(member, request.order, request.at);
            if (!out) {
                seen.refusal = out.refusal();
            } else {
                take(seen, *out, request.at);
                seen.tier_before = out->tier_before;
                seen.outcome = json::quote_text(*out, summarise(history, {}, out->next, out->next.clock), request.at);
            }
        } else if (const Node* at = find(d, step, "at")) {
            now = std::max(now, Instant{at->number});
            host.advance(member, Instant{at->number});
        }
        if (seen.refusal) {
            if (std::string wrong = json::stray_params(*seen.refusal); !wrong.empty()) return wrong;
        }
        const auto state = store.state(member);
        seen.summary = host.summary(member, state ? std::max(state->clock, Instant{}) : now);
        const Node* expect = find(d, step, "expect");
        if (!expect) return seen.refusal ? "refused: " + say(*seen.refusal) : std::string();
        return compare(d, *expect, seen);
    }

    static void submit(host::Host& host, MemberEvent event, Seen& seen, std::string& member, Instant& now) {
        if (!event.member.empty()) member = event.member;
        const Instant at = event.event.occurred_at;
        now = std::max(now, at);
        auto answer = host.submit(member, std::move(event.event));
        if (!answer) seen.refusal = answer.refusal();
        else if (answer->status == host::Status::booked) take(seen, answer->outcome, at);
        else seen.status = answer->status == host::Status::parked ? "parked" : "repeated";
    }

    static void take(Seen& seen, const Outcome& out, Instant at) {
        seen.awards = out.awards;
        seen.tier_after = out.tier_after;
        seen.outcome = json::outcome_text(out, at);
    }
};

}  // namespace

void run_vector(const std::string& file, std::string_view text, ReadRef read_ref, VectorReport& report) {
    auto document = json::parse(text, limits::vector_bytes);
    std::string problem;
    if (!document) problem = say(document.refusal());
    else if (auto errors = json::validate(*document, json::vector_root); !errors.empty()) problem = say(errors.front());
    if (!problem.empty()) {
        ++report.failed;
        report.failures.push_back(file + ": " + problem);
        return;
    }
    FileRun(file, *document, read_ref, report).run();
}

}  // namespace regulars::cli
