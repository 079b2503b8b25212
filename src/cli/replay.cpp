#include <cstdio>
#include <inttypes.h>
#include <string>
#include <vector>

#include "commands.hpp"
#include "engine/host/host.hpp"
#include "engine/host/memory.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/refusal_text.hpp"
#include "engine/json/stored.hpp"
#include "files.hpp"
#include "moments.hpp"

namespace regulars::cli {

namespace {

constexpr const char* only_member = "member";

/// "FILE", "FILE@2024-01-01T00:00:00Z", or "FILE@2024-01-01": a day of the zone of the version itself.
bool load_history(const std::vector<std::string>& programs, bool as_json_text, ProgrammeHistory& history) {
    for (const std::string& arg : programs) {
        const std::size_t at = arg.rfind('@');
        auto program = load_program(arg.substr(0, at), as_json_text);
        if (!program) return false;
        Instant from{};
        if (at != std::string::npos) {
            const auto instant = read_moment(std::string_view(arg).substr(at + 1), program->zone);
            if (!instant) {
                std::fprintf(stderr, "regulars: --program %s: after @ an instant (2024-03-01T10:00:00Z) or a day (2024-03-01) is expected\n", arg.c_str());
                return false;
            }
            from = *instant;
        }
        if (auto r = history.add({from, std::move(*program)}); !r) {
            std::fprintf(stderr, "regulars: --program %s: versions, ids and instants must ascend (%s)\n", arg.c_str(), r.refusal().path.c_str());
            return false;
        }
    }
    return true;
}

class Printer {
public:
    Printer(bool json, host::Host& h, host::MemoryStore& s) : as_json(json), host(h), store(s) {}

    void event(const std::string& member, const Event& event, const Result<host::Answer>& answer) {
        if (as_json) json_event(member, event, answer);
        else text_event(member, event, answer);
    }

    void end(Instant at) {
        if (as_json) std::printf("],\"members\":[");
        bool first = true;
        for (const std::string& id : store.members()) {
            const auto state = store.state(id);
            const std::string text = json::write_state(*state);
            const std::string summary = json::summary_text(host.summary(id, std::max(at, state->clock)));
            if (as_json) {
                std::printf("%s{\"member\":%s,\"summary\":%s,\"ledger\":%s,\"state_hash\":\"%016" PRIx64 "\"}", first ? "" : ",", quoted(id).c_str(), summary.c_str(), ledger(id).c_str(), json::hash(text));
            } else {
                std::printf("%s  %s  state %016" PRIx64 "\n", id.c_str(), balances(id, state->clock).c_str(), json::hash(text));
            }
            first = false;
        }
        if (as_json) std::printf("]}\n");
    }

    void begin() const {
        if (as_json) std::printf("{\"events\":[");
    }

private:
    bool as_json;
    host::Host& host;
    host::MemoryStore& store;
    bool first_event = true;

    static std::string quoted(const std::string& text) {
        std::string out;
        json::append_text(out, text);
        return out;
    }

    std::string ledger(const std::string& id) const {
        std::string out = "[";
        std::int64_t seq = 0;
        for (const Entry& e : store.entries(id)) {
            if (seq > 0) out += ',';
            out += json::entry_text(e, ++seq);
        }
        return out + "]";
    }

    std::string balances(const std::string& id, Instant at) {
        const Summary s = host.summary(id, at);
        std::string out;
        for (const WalletSummary& w : s.wallets) {
            out += w.id + " " + std::to_string(w.available);
            if (w.pending != 0) out += " (+" + std::to_string(w.pending) + " pending)";
            if (w.held != 0) out += " (" + std::to_string(w.held) + " held)";
            if (w.debt != 0) out += " (owes " + std::to_string(w.debt) + ")";
            out += "  ";
        }
        return s.tier ? out + "tier " + s.tier->id : out;
    }

    void json_event(const std::string& member, const Event& event, const Result<host::Answer>& answer) {
        constexpr const char* words[] = {"booked", "repeated", "parked"};
        std::printf("%s{\"member\":%s,\"event\":%s,\"status\":\"%s\"", first_event ? "" : ",", quoted(member).c_str(), quoted(host::natural_key(event)).c_str(),
                    answer ? words[static_cast<std::size_t>(answer->status)] : "refused");
        first_event = false;
        if (!answer) {   // the problem's own object, with the words beside it
            std::string problem = json::problem_text(answer.refusal());
            problem.pop_back();
            std::printf(",\"refusal\":%s,\"message\":%s}", problem.c_str(), quoted(json::sentence(answer.refusal())).c_str());
        }
        if (answer && !answer->text.empty()) std::printf(",\"outcome\":%s", answer->text.c_str());
        const auto state = store.state(member);
        if (state) std::printf(",\"summary\":%s", json::summary_text(host.summary(member, std::max(state->clock, event.occurred_at))).c_str());
        std::printf("}");
    }

    void text_event(const std::string& member, const Event& event, const Result<host::Answer>& answer) {
        std::printf("%s  %s\n", member.c_str(), host::natural_key(event).c_str());
        if (!answer) {
            std::printf("    %s\n", json::line("refused", answer.refusal()).c_str());
            return;
        }
        if (answer->status == host::Status::parked) std::printf("    parked until its order comes\n");
        if (answer->status == host::Status::repeated) std::printf("    known already; first answer again\n");
        std::int64_t seq = static_cast<std::int64_t>(store.entries(member).size() - answer->outcome.entries.size());
        for (const Entry& e : answer->outcome.entries) std::printf("    %s\n", json::entry_text(e, ++seq).c_str());
        std::printf("    = %s\n", balances(member, store.state(member) ? store.state(member)->clock : Instant{}).c_str());
    }
};

}  // namespace

int replay(const ReplayOptions& options) {
    ProgrammeHistory history;
    if (!load_history(options.programs, options.json, history)) return 1;
    const auto text = read_file(options.events);
    if (!text) {
        std::fprintf(stderr, "regulars: cannot read %s\n", options.events.c_str());
        return 1;
    }
    auto events = json::read_events(*text);
    if (!events) {
        print_invalid(options.events, *text, {events.refusal()}, options.json);
        return 1;
    }
    std::optional<Instant> end;
    if (options.at) {
        end = read_moment(*options.at, history.latest().zone);
        if (!end) {
            std::fprintf(stderr, "regulars: --at %s: an instant (2024-03-01T10:00:00Z) or a day (2024-03-01) is expected\n", options.at->c_str());
            return 1;
        }
    }
    host::MemoryStore store;
    Instant now{};
    host::Host host(history, store, [&now](const Outcome& out) { return json::outcome_text(out, now); });
    Printer printer(options.json, host, store);
    printer.begin();
    for (MemberEvent& e : *events) {
        if (e.member.empty()) e.member = only_member;
        now = e.event.occurred_at;
        const auto answer = host.submit(e.member, e.event);
        printer.event(e.member, e.event, answer);
    }
    if (end) {
        for (const std::string& id : store.members()) host.advance(id, *end);
    }
    printer.end(end.value_or(Instant{}));
    return 0;
}

}  // namespace regulars::cli
