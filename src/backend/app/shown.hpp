// What pages show of a programme: names, tiers, rewards, ways to earn, in one language. A tenth of the document,
// which carries the terms, every language and the engine's rules besides.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "engine/json/document.hpp"

namespace regulars::backend {

class ShownProgramme {
public:
    struct Answer {
        std::string text;
        std::string etag;
    };

    /// Made once, for every language of the programme.
    ShownProgramme(const json::Document& document, std::string main_locale);

    /// In this language; in the programme's main one where it does not speak it.
    const Answer& in(std::string_view locale) const;

private:
    std::string main_locale_;
    std::map<std::string, Answer, std::less<>> answers_;
};

}  // namespace regulars::backend
