#include <cstdio>

#include "commands.hpp"
#include "engine/generated/schema_text.hpp"

namespace regulars::cli {

int schema(const std::string& name) {
    std::fputs(schema_text(name).c_str(), stdout);
    return 0;
}

}  // namespace regulars::cli
