// The whole backend, put together from its parts. `serve` is all that the command line needs.
#pragma once
#include "app/options.hpp"

namespace regulars::backend {

/// Serves until SIGINT or SIGTERM. 0 after a clean end; prints one sentence to standard error and gives 1 where it
/// cannot start.
int serve(const ServeOptions& options);

}  // namespace regulars::backend
