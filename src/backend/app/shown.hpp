// What pages show of a programme: names, tiers, rewards, ways to earn, in one language. A tenth of the document,
// which carries the terms, every language and the engine's rules besides.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "engine/json/document.hpp"

namespace regulars::backend {

/// A text in one language: the one that is asked for, else the main one, else the first that there is.
std::string one_language(const json::Document& doc, const json::Node& text, std::string_view locale, std::string_view main);

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
