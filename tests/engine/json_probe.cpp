// Reads lines "<schema> <document>" and answers each with "ok", or with the code and path of the first problem.
// With an argument: prints the schema of that name.
#include <iostream>
#include <map>
#include <string>

#include "engine/generated/schema_tables.hpp"
#include "engine/generated/schema_text.hpp"
#include "engine/json/parse.hpp"
#include "engine/json/validate.hpp"

int main(int argc, char* argv[]) {
    using namespace regulars;
    if (argc > 1) {
        std::cout << schema_text(argv[1]);
        return 0;
    }
    const std::map<std::string, json::Root> roots = {{"program", json::program_root},
                                                     {"event", json::event_root},
                                                     {"quote_request", json::quote_root},
                                                     {"summary_request", json::summary_root},
                                                     {"vector", json::vector_root}};
    std::string line;
    while (std::getline(std::cin, line)) {
        const std::size_t space = line.find(' ');
        const auto root = roots.find(line.substr(0, space));
        if (space == std::string::npos || root == roots.end()) return 2;
        auto document = json::parse(std::string_view(line).substr(space + 1), limits::vector_bytes);
        const auto found = document ? json::validate(*document, root->second) : regulars::List<Refusal>{document.refusal()};
        if (found.empty()) std::cout << "ok\n";
        else std::cout << name(found.front().code) << ' ' << found.front().path << '\n';
    }
    return 0;
}
