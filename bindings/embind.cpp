// The engine as JavaScript sees it: one class behind a smart pointer, JSON text in and out.
// Nothing else is bound, so the bridge's bytes stay visible (docs/decisions will say how many).
#include <emscripten/bind.h>

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

namespace {

// Counts numbers, and stands in for the real reader until it is linked here.
struct Probe : nlohmann::json_sax<nlohmann::json> {
    int numbers = 0;
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return ++numbers, true; }
    bool number_unsigned(number_unsigned_t) override { return ++numbers, true; }
    bool number_float(number_float_t, const string_t&) override { return false; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
};

class Engine {
  public:
    explicit Engine(const std::string& program) {
        Probe probe;
        valid_ = nlohmann::json::sax_parse(program, &probe);
    }
    bool valid() const { return valid_; }
    std::string error() const { return valid_ ? "" : R"({"errors":[{"path":"","code":"malformed_json","message":""}]})"; }
    std::string setMember(const std::string&) { return unavailable(); }
    std::string quote(const std::string&) { return unavailable(); }
    std::string summary(const std::string&) { return unavailable(); }
    std::string apply(const std::string&) { return unavailable(); }
    std::string state() const { return "{}"; }

  private:
    static std::string unavailable() { return R"({"ok":false,"problem":{"code":"unknown_type","path":"","params":{}}})"; }
    bool valid_ = false;
};

std::shared_ptr<Engine> createEngine(const std::string& program) { return std::make_shared<Engine>(program); }

std::string version() { return REGULARS_VERSION; }

}  // namespace

EMSCRIPTEN_BINDINGS(regulars) {
    emscripten::class_<Engine>("Engine")
        .smart_ptr<std::shared_ptr<Engine>>("EnginePtr")
        .function("valid", &Engine::valid)
        .function("error", &Engine::error)
        .function("setMember", &Engine::setMember)
        .function("quote", &Engine::quote)
        .function("summary", &Engine::summary)
        .function("apply", &Engine::apply)
        .function("state", &Engine::state);
    emscripten::function("createEngine", &createEngine);
    emscripten::function("version", &version);
}
