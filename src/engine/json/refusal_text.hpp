// A refusal in words: the detail of its code in schema/codes.json with its parameters filled in. English, for developers and
// operators; what shoppers read is in the widget's languages.
#pragma once
#include <string>
#include <string_view>

#include "../result.hpp"

namespace regulars::json {

/// "20 are needed, 5 are available; 15 are missing." With the document that was refused: also the line and the column of
/// the byte where reading stopped.
std::string sentence(const Refusal& refusal, std::string_view document = {});

/// "error    earning[0].award: ... (contradiction)": a line as every command prints it.
std::string line(const char* kind, const Refusal& refusal, std::string_view document = {});

/// What is wrong with a refusal's parameters: one that its code does not declare, or one that it declares is not there.
/// Empty: nothing.
std::string stray_params(const Refusal& refusal);

}  // namespace regulars::json
