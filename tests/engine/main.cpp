// Catch2's runner; linked into every test binary, native and WebAssembly.
#ifndef REGULARS_CATCH2_V3
// Signal handlers need <signal.h> stacks that neither a sanitizer nor WebAssembly wants.
#define CATCH_CONFIG_NO_POSIX_SIGNALS
#define CATCH_CONFIG_RUNNER
#endif
#include "catch.hpp"

int main(int argc, char* argv[]) {
    return Catch::Session().run(argc, argv);
}
