// Runs vector files (schema/vector.schema.json): the truth above languages. Used by `regulars vectors` and by the
// tests, natively and as WebAssembly.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace regulars::cli {

struct VectorReport {
    int passed = 0;
    int failed = 0;
    std::vector<std::string> failures;   ///< "file: case: step n: what"
    std::vector<std::string> cases;      ///< every case with its result
};

/// Reads a file that a vector refers to by `program_ref`; empty where it cannot be read.
using ReadRef = std::string (*)(const std::string& from_file, const std::string& ref);

/// One file. A file that cannot be read as a vector is one failure.
void run_vector(const std::string& name, std::string_view text, ReadRef read_ref, VectorReport& report);

}  // namespace regulars::cli
