#include "encode.hpp"

#include <utility>

#include "../generated/words.hpp"
#include "forms.hpp"
#include "writer.hpp"

namespace regulars::json {

namespace {

void why(Writer& w, const Why& y) {
    w.open('{');
    w.field("kind", y.kind);
    w.field("base_minor", y.base);
    w.field("units", y.units);
    w.field("per_minor", y.per_minor);
    w.field("base_units", y.base_units);
    w.list("multipliers", y.multipliers, [](Writer& to, const WhyMultiplier& m) {
        std::string decimal;
        append_decimal(decimal, m.multiplier);
        to.field("source", m.source);
        to.field("id", m.id);
        to.field("multiplier", decimal);
    });
    w.word("rounding", y.rounding);
    w.field("result", y.result);
    w.word("capped_by", y.capped_by);
    w.list("excluded", y.excluded, [](Writer& to, const WhyExcluded& e) {
        to.field("reason", e.reason);
        to.field("minor", e.amount);
    });
    w.field("before", y.before);
    w.field("after", y.after);
    w.word("note", y.note);
    w.close('}');
}

void awards(Writer& w, const List<Award>& list) {
    w.list("awards", list, [](Writer& to, const Award& a) {
        to.field("rule", a.rule);
        to.field("wallet", a.wallet);
        to.field("units", a.units);
        to.field("available_at", a.available_at.ms == 0 ? to.happened : a.available_at);
        to.field("expires_on", a.expires);
        to.list("lines", a.lines, [](Writer& line, const LineUnits& l) {
            line.field("id", l.id);
            line.field("units", l.units);
        });
        to.key("why");
        why(to, a.why);
    });
}

void totals(Writer& w, const List<Award>& list) {
    List<std::pair<std::string_view, std::int64_t>> sums;
    for (const Award& a : list) {
        std::size_t i = 0;
        while (i < sums.size() && sums[i].first != a.wallet) ++i;
        if (i == sums.size()) sums.emplace_back(a.wallet, 0);
        sums[i].second += a.units;
    }
    w.list("totals", sums, [](Writer& to, const auto& sum) {
        to.field("wallet", sum.first);
        to.field("units", sum.second);
    });
}

void entry_fields(Writer& w, const Entry& e) {
    w.field("kind", word(e.kind));
    w.word("wallet", e.wallet);
    w.field("units", e.units);
    w.field("moved", e.moved);
    w.field("at", e.at);
    w.field("version", e.version);
    w.word("rule", e.rule);
    w.word("event", e.event);
    w.word("order", e.order);
    w.word("reward", e.reward);
    w.word("redemption", e.redemption);
    w.field("expires_on", e.expires);
    w.field("pending", e.available_at > e.at);
    w.word("tier_from", e.tier_from);
    w.word("tier_to", e.tier_to);
    w.key("why");
    if (e.why) why(w, *e.why);
    else w.null();
}

void redemptions(Writer& w, const List<RedemptionRecord>& list) {
    w.list("redemptions", list, [](Writer& to, const RedemptionRecord& r) {
        to.field("id", r.id);
        to.field("reward", r.reward);
        to.field("wallet", r.wallet);
        to.field("units", r.units);
        to.field("value_minor", r.value);
        to.field("version", r.version);
        to.field("status", word(r.status));
        to.field("requested_at", r.requested_at);
        to.field("hold_until", r.status == RedemptionStatus::held ? r.hold_until : no_instant);
        to.field("voucher_until", r.voucher_until);
        to.field("automatic", r.automatic);
    });
}

void wallets(Writer& w, const List<WalletSummary>& list) {
    w.list("wallets", list, [](Writer& to, const WalletSummary& s) {
        to.field("id", s.id);
        to.field("unit", word(s.unit));
        to.field("scale", s.scale);
        to.field("available", s.available);
        to.field("pending", s.pending);
        to.field("held", s.held);
        to.field("debt", s.debt);
        to.key("next_release");
        if (s.next_release) {
            to.open('{');
            to.field("at", s.next_release->at);
            to.field("units", s.next_release->units);
            to.close('}');
        } else {
            to.null();
        }
        to.list("expiring", s.expiring, [](Writer& soon, const ExpiryAhead& e) {
            soon.field("on", e.on);
            soon.field("units", e.units);
        });
    });
}

void progress(Writer& w, const List<MetricProgress>& list) {
    w.list("progress", list, [](Writer& to, const MetricProgress& p) {
        to.field("metric", p.metric);
        to.field("have", p.have);
        to.field("need", p.need);
        to.field("left", p.left);
    });
}

void tier(Writer& w, const TierSummary& t) {
    w.open('{');
    w.field("id", t.id);
    w.field("since", t.since);
    w.field("until", t.until);
    w.word("kept_by", t.kept_by);
    w.key("next");
    if (t.next.empty()) {
        w.null();
    } else {
        w.open('{');
        w.field("id", t.next);
        w.field("match", std::string_view(t.next_any ? "any" : "all"));
        progress(w, t.to_next);
        w.close('}');
    }
    w.key("keep");
    if (t.to_keep.empty()) {
        w.null();
    } else {
        w.open('{');
        w.field("by", t.until);
        progress(w, t.to_keep);
        w.close('}');
    }
    w.close('}');
}

void count(Writer& w, const char* name, const std::optional<std::int64_t>& n) {
    w.key(name);
    if (n) w.value(*n);
    else w.null();
}

void earn(Writer& w, const List<EarnSummary>& list) {
    w.list("earn", list, [](Writer& to, const EarnSummary& e) {
        to.field("rule", e.rule);
        to.field("on", word(e.on));
        to.word("action", e.action);
        to.key("left");
        if (e.left) {
            to.open('{');
            count(to, "units", e.left->units);
            count(to, "times", e.left->times);
            to.field("per", word(e.left->per));
            to.close('}');
        } else {
            to.null();
        }
        to.field("done", e.done);
    });
}

void summary(Writer& w, const Summary& s) {
    w.open('{');
    w.field("as_of", s.as_of);
    w.field("version", s.version);
    w.field("member", s.member);
    wallets(w, s.wallets);
    w.key("tier");
    if (s.tier) tier(w, *s.tier);
    else w.null();
    w.list("rewards", s.rewards, [](Writer& to, const RewardSummary& r) {
        to.field("id", r.id);
        to.field("status", word(r.status));
        to.field("cost", r.cost);
        to.field("missing", r.missing);
        to.word("tier", r.tier);
    });
    earn(w, s.earn);
    w.list("plans", s.plans, [](Writer& to, const PlanSummary& p) {
        to.field("plan", p.plan);
        to.field("status", word(p.status));
        to.field("paid_until", p.paid_until);
        to.key("next_fee_minor");
        if (p.next_fee) to.value(p.next_fee->minor);
        else to.null();
    });
    w.close('}');
}

void problem_fields(Writer& w, const Refusal& r) {
    w.field("code", name(r.code));
    w.field("path", r.path);
    w.key("params").open('{');
    for (const Param& p : r.params) {
        if (p.is_number) w.field(p.name.c_str(), p.number);
        else w.field(p.name.c_str(), p.text);
    }
    w.close('}');
}

}  // namespace

std::string outcome_text(const Outcome& o, Instant at) {
    Writer w;
    w.open('{');
    w.word("tier_before", o.tier_before);
    w.word("tier_after", o.tier_after);
    w.happened = at;
    awards(w, o.awards);
    totals(w, o.awards);
    w.list("entries", o.entries, [](Writer& to, const Entry& e) { entry_fields(to, e); });
    redemptions(w, o.redemptions);
    w.list("claims", o.claims, [](Writer& to, const Claim& c) {
        to.field("key", c.key);
        to.field("units", c.units);
    });
    w.close('}');
    return std::move(w.out);
}

namespace {

void quoted(Writer& w, const Outcome& o, std::int64_t version, Instant at) {
    w.out.reserve(4096);   // what a long cart takes
    w.open('{');
    w.field("at", at);
    w.field("version", version);
    w.word("tier_before", o.tier_before);
    w.word("tier_after", o.tier_after);
    w.happened = at;
    awards(w, o.awards);
    totals(w, o.awards);
}

}  // namespace

std::string preview_text(const Outcome& o, std::int64_t version, Instant at) {
    Writer w;
    quoted(w, o, version, at);
    w.close('}');
    return std::move(w.out);
}

std::string quote_text(const Outcome& o, const Summary& after, Instant at) {
    Writer w;
    quoted(w, o, after.version, at);
    w.key("summary");
    summary(w, after);
    w.close('}');
    return std::move(w.out);
}

std::string summary_text(const Summary& s) {
    Writer w;
    summary(w, s);
    return std::move(w.out);
}

std::string entry_text(const Entry& entry, std::int64_t seq) {
    Writer w;
    w.open('{');
    w.field("seq", seq);
    entry_fields(w, entry);
    w.close('}');
    return std::move(w.out);
}

std::string problem_text(const Refusal& refusal) {
    Writer w;
    w.open('{');
    problem_fields(w, refusal);
    w.close('}');
    return std::move(w.out);
}

std::string errors_text(const List<Refusal>& refusals) {
    Writer w;
    w.open('{');
    w.list("errors", refusals, [](Writer& to, const Refusal& r) { problem_fields(to, r); });
    w.close('}');
    return std::move(w.out);
}

std::string ok_text(std::string value) {
    value.insert(0, R"({"ok":true,"value":)");
    value += '}';
    return value;
}

std::string not_ok_text(const Refusal& refusal) { return R"({"ok":false,"problem":)" + problem_text(refusal) + '}'; }


std::string brief_refusal(const Refusal& refusal) {
    Writer w;
    w.open('{');
    w.field("ok", false);
    w.field("code", static_cast<std::int64_t>(refusal.code));
    w.field("path", refusal.path);
    w.close('}');
    return std::move(w.out);
}

}  // namespace regulars::json
