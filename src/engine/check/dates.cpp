#include "dates.hpp"

#include <algorithm>
#include <string>

namespace regulars::check {

namespace {

class Term {
public:
    Term(const Program& program, std::optional<Day> starts, std::optional<Day> ends) : p(program) {
        if (starts) from = p.zone.start_of(*starts);
        if (ends) until = p.zone.start_of({ends->number + 1});
        if (from && until && *until <= *from) warn(Code::rule_never_applies, "terms.ends", p.id, "its last day comes before its first");
    }

    List<Refusal> run() {
        if (!found.empty()) return std::move(found);
        for (std::size_t i = 0; i < p.earning.size(); ++i) check(Code::rule_never_applies, "earning", i, p.earning[i].id, p.earning[i].when);
        for (std::size_t i = 0; i < p.campaigns.size(); ++i) check(Code::rule_never_applies, "campaigns", i, p.campaigns[i].id, p.campaigns[i].when);
        for (std::size_t i = 0; i < p.rewards.size(); ++i) check(Code::reward_unreachable, "rewards", i, p.rewards[i].id, p.rewards[i]);
        return std::move(found);
    }

private:
    const Program& p;
    std::optional<Instant> from, until;
    List<Refusal> found;

    void warn(Code code, std::string path, std::string_view id, std::string_view why) {
        found.push_back(refuse(code, std::move(path)).with("id", std::string(id)).with("why", std::string(why)));
    }

    template <class Dated>
    void check(Code code, std::string_view list, std::size_t i, std::string_view id, const Dated& dated) {
        const std::string path = std::string(list) + "[" + std::to_string(i) + "]";
        if (from && dated.to && *dated.to <= *from) warn(code, path, id, "it ends before the programme starts (terms.starts)");
        else if (until && dated.from && *dated.from >= *until) warn(code, path, id, "it begins after the programme's last day (terms.ends)");
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
