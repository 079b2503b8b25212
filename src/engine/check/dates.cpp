#include "dates.hpp"

#include <algorithm>
#include <string>

namespace regulars::check {

namespace {

std::string at(std::string_view list, std::size_t i) { return std::string(list) + "[" + std::to_string(i) + "]"; }

class Term {
public:
    Term(const Program& program, std::optional<Day> starts, std::optional<Day> ends) : p(program) {
        if (starts) from = p.zone.start_of(*starts);
        if (ends) until = p.zone.start_of({ends->number + 1});
        if (from && until && *until <= *from) warn(Code::rule_never_applies, "terms.ends", p.id, "its last day comes before its first");
    }

    List<Refusal> run() {
        if (!found.empty()) return std::move(found);
        for (std::size_t i = 0; i < p.earning.size(); ++i) {
            if (const auto why = outside(p.earning[i].when); !why.empty()) warn(Code::rule_never_applies, at("earning", i), p.earning[i].id, why);
        }
        for (std::size_t i = 0; i < p.campaigns.size(); ++i) {
            if (const auto why = outside(p.campaigns[i].when); !why.empty()) warn(Code::rule_never_applies, at("campaigns", i), p.campaigns[i].id, why);
        }
        for (std::size_t i = 0; i < p.rewards.size(); ++i) {
            if (const auto why = outside(p.rewards[i]); !why.empty()) warn(Code::reward_unreachable, at("rewards", i), p.rewards[i].id, why);
        }
        return std::move(found);
    }

private:
    const Program& p;
    std::optional<Instant> from, until;
    List<Refusal> found;

    void warn(Code code, std::string path, std::string_view id, std::string_view why) {
        found.push_back(refuse(code, std::move(path)).with("id", std::string(id)).with("why", std::string(why)));
    }

    /// Why nothing of it lies within the programme's days; empty where something does.
    template <class Dated>
    std::string_view outside(const Dated& dated) const {
        if (from && dated.to && *dated.to <= *from) return "it ends before the programme starts (terms.starts)";
        if (until && dated.from && *dated.from >= *until) return "it begins after the programme's last day (terms.ends)";
        return {};
    }
};

}  // namespace

std::string_view never_on_its_weekdays(const Condition& c, const Zone& zone) {
    if (c.weekdays.empty() || !c.from || !c.to) return {};
    const Day last = zone.day({c.to->ms - 1});
    Day day = zone.day(*c.from);
    if (last.number - day.number >= 6) return {};
    for (; day <= last; ++day.number) {
        if (std::find(c.weekdays.begin(), c.weekdays.end(), weekday(day)) != c.weekdays.end()) return {};
    }
    return "none of its weekdays lies between its dates";
}

List<Refusal> out_of_term(const Program& program, std::optional<Day> starts, std::optional<Day> ends) {
    return Term(program, starts, ends).run();
}

}  // namespace regulars::check
