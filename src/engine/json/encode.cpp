#include "encode.hpp"

#include <utility>

#include "../generated/words.hpp"
#include "forms.hpp"
#include "writer.hpp"

namespace regulars::json {

namespace {

void why(Writer& w, const Why& y) {
    w.open('{');
    w.field("kind", std::string_view(y.kind));
    w.field("base_minor", y.base);
    w.field("units", y.units);
    w.field("per_minor", y.per_minor);
    w.field("base_units", y.base_units);
    w.list("multipliers", y.multipliers, [&](const WhyMultiplier& m) {
        std::string decimal;
        append_decimal(decimal, m.multiplier);
        w.field("source", std::string_view(m.source));
        w.field("id", std::string_view(m.id));
        w.field("multiplier", std::string_view(decimal));
    });
    w.word("rounding", y.rounding);
    w.field("result", y.result);
    w.word("capped_by", y.capped_by);
    w.list("excluded", y.excluded, [&](const WhyExcluded& e) {
        w.field("reason", std::string_view(e.reason));
        w.field("minor", e.amount);
    });
    w.field("before", y.before);
    w.field("after", y.after);
    w.word("note", y.note);
    w.close('}');
}

void awards(Writer& w, const List<Award>& list, Instant at) {
    w.list("awards", list, [&](const Award& a) {
        w.field("rule", std::string_view(a.rule));
        w.field("wallet", std::string_view(a.wallet));
        w.field("units", a.units);
        w.field("available_at", a.available_at < at ? at : a.available_at);
        w.field("expires_on", a.expires);
        w.list("lines", a.lines, [&](const LineUnits& l) {
            w.field("id", std::string_view(l.id));
            w.field("units", l.units);
        });
        w.key("why");
        why(w, a.why);
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
    w.list("totals", sums, [&](const auto& sum) {
        w.field("wallet", sum.first);
        w.field("units", sum.second);
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
    w.list("redemptions", list, [&](const RedemptionRecord& r) {
        w.field("id", std::string_view(r.id));
        w.field("reward", std::string_view(r.reward));
        w.field("wallet", std::string_view(r.wallet));
        w.field("units", r.units);
        w.field("value_minor", r.value);
        w.field("version", r.version);
        w.field("status", word(r.status));
        w.field("requested_at", r.requested_at);
        w.field("hold_until", r.status == RedemptionStatus::held ? r.hold_until : no_instant);
        w.field("voucher_until", r.voucher_until);
        w.field("automatic", r.automatic);
    });
}

void wallets(Writer& w, const List<WalletSummary>& list) {
    w.list("wallets", list, [&](const WalletSummary& s) {
        w.field("id", std::string_view(s.id));
        w.field("unit", word(s.unit));
        w.field("scale", s.scale);
        w.field("available", s.available);
        w.field("pending", s.pending);
        w.field("held", s.held);
        w.field("debt", s.debt);
        w.key("next_release");
        if (s.next_release) {
            w.open('{');
            w.field("at", s.next_release->at);
            w.field("units", s.next_release->units);
            w.close('}');
        } else {
            w.null();
        }
        w.list("expiring", s.expiring, [&](const ExpiryAhead& e) {
            w.field("on", e.on);
            w.field("units", e.units);
        });
    });
}

void progress(Writer& w, const List<MetricProgress>& list) {
    w.list("progress", list, [&](const MetricProgress& p) {
        w.field("metric", std::string_view(p.metric));
        w.field("have", p.have);
        w.field("need", p.need);
        w.field("left", p.left);
    });
}

void tier(Writer& w, const TierSummary& t) {
    w.open('{');
    w.field("id", std::string_view(t.id));
    w.field("since", t.since);
    w.field("until", t.until);
    w.word("kept_by", t.kept_by);
    w.key("next");
    if (t.next.empty()) {
        w.null();
    } else {
        w.open('{');
        w.field("id", std::string_view(t.next));
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

void earn(Writer& w, const List<EarnSummary>& list) {
    auto count = [&](std::string_view name, const std::optional<std::int64_t>& n) {
        w.key(name);
        if (n) w.value(*n);
        else w.null();
    };
    w.list("earn", list, [&](const EarnSummary& e) {
        w.field("rule", std::string_view(e.rule));
        w.field("on", word(e.on));
        w.word("action", e.action);
        w.key("left");
        if (e.left) {
            w.open('{');
            count("units", e.left->units);
            count("times", e.left->times);
            w.field("per", word(e.left->per));
            w.close('}');
        } else {
            w.null();
        }
        w.field("done", e.done);
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
    w.list("rewards", s.rewards, [&](const RewardSummary& r) {
        w.field("id", std::string_view(r.id));
        w.field("status", word(r.status));
        w.field("cost", r.cost);
        w.field("missing", r.missing);
        w.word("tier", r.tier);
    });
    earn(w, s.earn);
    w.list("plans", s.plans, [&](const PlanSummary& p) {
        w.field("plan", std::string_view(p.plan));
        w.field("status", word(p.status));
        w.field("paid_until", p.paid_until);
        w.key("next_fee_minor");
        if (p.next_fee) w.value(p.next_fee->minor);
        else w.null();
    });
    w.close('}');
}

void problem_fields(Writer& w, const Refusal& r) {
    w.field("code", name(r.code));
    w.field("path", std::string_view(r.path));
    w.key("params").open('{');
    for (const Param& p : r.params) {
        if (p.is_number) w.field(p.name, p.number);
        else w.field(p.name, std::string_view(p.text));
    }
    w.close('}');
}

}  // namespace

std::string outcome_text(const Outcome& o, Instant at) {
    Writer w;
    w.open('{');
    w.word("tier_before", o.tier_before);
    w.word("tier_after", o.tier_after);
    awards(w, o.awards, at);
    totals(w, o.awards);
    w.list("entries", o.entries, [&](const Entry& e) { entry_fields(w, e); });
    redemptions(w, o.redemptions);
    w.list("claims", o.claims, [&](const Claim& c) {
        w.field("key", std::string_view(c.key));
        w.field("units", c.units);
    });
    w.close('}');
    return std::move(w.out);
}

std::string quote_text(const Outcome& o, const Summary& after, Instant at) {
    Writer w;
    w.open('{');
    w.field("at", at);
    w.field("version", after.version);
    w.word("tier_before", o.tier_before);
    w.word("tier_after", o.tier_after);
    awards(w, o.awards, at);
    totals(w, o.awards);
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
    w.list("errors", refusals, [&](const Refusal& r) { problem_fields(w, r); });
    w.close('}');
    return std::move(w.out);
}

std::string ok_text(std::string_view value) {
    std::string out = R"({"ok":true,"value":)";
    out += value;
    return out + '}';
}

std::string not_ok_text(const Refusal& refusal) { return R"({"ok":false,"problem":)" + problem_text(refusal) + '}'; }


std::string brief_refusal(const Refusal& refusal) {
    Writer w;
    w.open('{');
    w.field("ok", false);
    w.field("code", static_cast<std::int64_t>(refusal.code));
    w.field("path", std::string_view(refusal.path));
    w.close('}');
    return std::move(w.out);
}

}  // namespace regulars::json
