#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "commands.hpp"
#include "engine/json/parse.hpp"
#include "files.hpp"
#include "vector_run.hpp"

namespace regulars::cli {

namespace {

namespace fs = std::filesystem;

/// A reference is looked for beside the vector, then in each directory above it: "demo/programs/x.json".
std::string read_ref(const std::string& from_file, const std::string& ref) {
    for (fs::path dir = fs::absolute(from_file).parent_path();; dir = dir.parent_path()) {
        if (fs::exists(dir / ref)) return read_file((dir / ref).string()).value_or("");
        if (dir == dir.root_path()) return {};
    }
}

/// A programme that lies beside the vectors which name it. What is broken stays: it is said to be, not passed over.
bool is_programme(const fs::path& file) {
    const auto text = read_file(file.string());
    const auto document = json::parse(text ? *text : std::string(), limits::vector_bytes);
    if (!document) return false;
    bool wallets = false;
    for (json::Index i = document->root().child; i != json::nowhere; i = document->at(i).next) {
        const auto name = document->name(document->at(i));
        if (name == "cases") return false;
        wallets = wallets || name == "wallets";
    }
    return wallets;
}

void collect(const fs::path& path, std::vector<fs::path>& files) {
    if (!fs::is_directory(path)) {
        files.push_back(path);
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        if (entry.path().extension() == ".json" && !is_programme(entry.path())) files.push_back(entry.path());
    }
}

}  // namespace

int vectors(const std::vector<std::string>& paths, bool verbose) {
    std::vector<fs::path> files;
    for (const std::string& p : paths) collect(p, files);
    std::sort(files.begin(), files.end());
    VectorReport report;
    for (const fs::path& file : files) {
        const auto text = read_file(file.string());
        if (!text) {
            ++report.failed;
            report.failures.push_back(file.string() + ": cannot be read");
            continue;
        }
        const std::size_t before = report.cases.size();
        run_vector(file.string(), *text, read_ref, report);
        for (std::size_t i = before; verbose && i < report.cases.size(); ++i) std::printf("%s  %s\n", file.filename().c_str(), report.cases[i].c_str());
    }
    for (const std::string& f : report.failures) std::printf("FAILED  %s\n", f.c_str());
    std::printf("%d passed, %d failed\n", report.passed, report.failed);
    return report.failed == 0 && report.passed > 0 ? 0 : 1;
}

}  // namespace regulars::cli
