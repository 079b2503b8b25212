// Reads lines "<schema> <document>" and answers each with "ok", or with the code and path of the first problem.
#include <iostream>
#include <map>
#include <string>

#include "engine/generated/schema_tables.hpp"
#include "engine/json/parse.hpp"
#include "engine/json/validate.hpp"

int main() {
    using namespace regulars;
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
        const auto found = document ? json::validate(*document, root->second) : std::vector<Refusal>{document.refusal()};
        if (found.empty()) std::cout << "ok\n";
        else std::cout << name(found.front().code) << ' ' << found.front().path << '\n';
    }
    return 0;
}
