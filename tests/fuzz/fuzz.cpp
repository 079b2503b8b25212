// libFuzzer targets, one file for all: REGULARS_FUZZ_<NAME> chooses. What is refused says why; what is accepted is written
// and read again as the same, and can be judged by without harm.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/engine.hpp"
#include "engine/json/compiled.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/stored.hpp"
#include "engine/project.hpp"

using namespace regulars;

namespace {

[[noreturn]] void wrong(const char* what, std::string_view text) {
    std::fprintf(stderr, "%s: %.*s\n", what, static_cast<int>(text.size()), text.data());
    std::abort();
}

/// What reads back as the same is written the same way, too.
template <class Write, class Read>
void survives(const std::string& text, Write write, Read read, const char* what) {
    const auto back = read(text);
    if (!back.ok()) wrong(what, text);
    if (write(*back) != text) wrong(what, text);
}

/// A member joins, buys, redeems and waits under a programme of whatever content.
[[maybe_unused]] void live(Program program) {
    ProgrammeHistory history;
    const std::string currency = program.currency.code;
    if (!history.add({Instant{}, std::move(program)}).ok()) return;
    MemberState state;
    state.member = "m-1";
    std::int64_t n = 0;
    auto book = [&](EventBody body) {
        const Event event{"e" + std::to_string(++n), {1'767'225'600'000 + n * 40'000'000'000}, std::move(body), {}, {}, {}};
        if (auto out = apply(history, {}, state, event)) state = std::move(out->next);
    };
    book(MemberJoined{Birthday{2, 29}, {}, {}});
    Order order;
    order.id = "o-1";
    order.currency = currency;
    order.lines = {OrderLine{"1", "sku", "category", {"tag"}, 3, {123'456}, {56}, {789}, false}};
    book(OrderPlaced{order});
    for (const Reward& r : history.latest().rewards) {
        RedemptionRequested body;
        body.reward_id = r.id;
        book(body);
    }
    book(TimeAdvanced{});
    (void)json::summary_text(summarise(history, {}, state, state.clock));
    if (state.joined_at) survives(json::write_state(state), json::write_state, json::read_state, "a state does not read back");
}

#if defined(REGULARS_FUZZ_PROGRAM)
void one(std::string_view text) {
    Program program;
    if (!json::read_program(text, program).empty() || !resolve(program).empty()) return;
    survives(json::write_compiled(program), json::write_compiled, json::read_compiled, "a programme does not read back");
    live(std::move(program));
}
#elif defined(REGULARS_FUZZ_COMPILED)
void one(std::string_view text) {
    auto program = json::read_compiled(text);
    if (!program) return;
    survives(json::write_compiled(*program), json::write_compiled, json::read_compiled, "a compiled programme does not read back");
    live(std::move(*program));
}
#elif defined(REGULARS_FUZZ_EVENT)
void one(std::string_view text) {
    const auto event = json::read_event(text);
    if (event) survives(json::write_booked_event(event->event), json::write_booked_event, json::read_booked_event, "an event does not read back");
}
#elif defined(REGULARS_FUZZ_STATE)
template <class Read, class Write>
void same(std::string_view text, Read read, Write write) {
    const auto value = read(text);
    if (value.ok()) survives(write(*value), write, read, "a kept text does not read back");
}
void one(std::string_view text) {
    same(text, json::read_state, json::write_state);
    same(text, json::read_order_record, json::write_order_record);
    same(text, json::read_redemption_record, json::write_redemption_record);
    same(text, json::read_booked_event, json::write_booked_event);
}
#elif defined(REGULARS_FUZZ_QUOTE)
void one(std::string_view text) {
    if (const auto request = json::read_quote_request(text)) {
        survives(json::write_question(*request), json::write_question, json::read_question, "a question does not read back");
    }
    if (const auto request = json::read_question(text)) {
        survives(json::write_question(*request), json::write_question, json::read_question, "a question does not read back");
    }
}
#endif

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    one({reinterpret_cast<const char*>(data), size});
    return 0;
}
