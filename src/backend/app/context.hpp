// What the routes share.
#pragma once
#include <string>
#include <vector>

#include "backend/http/assets.hpp"
#include "backend/http/router.hpp"
#include "backend/identity/limiter.hpp"
#include "backend/loyalty.hpp"
#include "backend/storage/store.hpp"
#include "codes.hpp"
#include "members.hpp"
#include "options.hpp"
#include "programme.hpp"
#include "secrets.hpp"
#include "sessions.hpp"
#include "shown.hpp"
#include "vouchers.hpp"

namespace regulars::backend {

struct Limits {
    Limiter mails_per_client{30, 10 * 60 * 1000};      ///< join and sign-in
    Limiter mails_per_address{4, 10 * 60 * 1000};
    Limiter codes_per_client{60, 10 * 60 * 1000};      ///< verify
    Limiter codes_per_address{10, 10 * 60 * 1000};
    Limiter vouchers_per_client{600, 60 * 1000};       ///< failed look-ups of voucher codes
    Limiter quotes_per_client{600, 60 * 1000};
};

struct Context {
    ServeOptions options;
    Secrets secrets;
    Store& store;
    Loyalty& loyalty;
    Programme programme;
    ShownProgramme shown;
    CodeBook codes;
    AccessTokens tokens;
    Vouchers vouchers;
    Assets assets;
    Limits limits;
};

void add_public_routes(Router& router, Context& app);
void add_identity_routes(Router& router, Context& app);
void add_member_routes(Router& router, Context& app);
void add_webhook_routes(Router& router, Context& app);
void add_voucher_routes(Router& router, Context& app);
void add_merchant_routes(Router& router, Context& app);
void add_operator_routes(Router& router, Context& app);

// ---- shared pieces (shared.cpp) --------------------------------------------------------------

/// Who shows an access token of ours whose session still lives.
Result<MemberRow> signed_in(Context& app, Database& db, const Request& request, std::int64_t now_ms);
/// The bearer token, or empty.
std::string_view bearer(const Request& request);
/// Whether the request shows a merchant key: ok, credentials_missing or key_invalid.
Refusal merchant_refusal(const Context& app, const Request& request);

/// GET /v1/me for a browser or the merchant.
std::string me_json(Context& app, Database& db, const MemberRow& member, Audience audience, std::int64_t now_ms);
/// {"token", "expires_at", "me"}
std::string session_json(Context& app, Database& db, const MemberRow& member, const std::string& session_id,
                         std::int64_t now_ms);

/// Makes a member of a shopper whose address is known to be hers, books her joining, and claims her guest orders.
Result<MemberRow> enrol(Context& app, Tx& tx, MemberRow member);
/// What a newcomer may say of herself: {"name", "birthday", "consent"}.
struct Newcomer {
    std::optional<std::string> name;
    std::optional<std::int64_t> birth_month, birth_day;
    bool marketing = false;
    std::optional<std::string> consent_version;
    std::optional<std::string> locale;
};
class Fields;
Newcomer read_newcomer(Fields& in, const Programme& programme);
std::string newcomer_json(const Newcomer& newcomer);
Newcomer kept_newcomer(const std::string& json);
MemberRow member_of(const Newcomer& newcomer, const std::string& email, std::int64_t now_ms);

/// The event of an instant that is too far from now, or ok. Tests switch it off (--any-time).
Refusal time_refusal(const Context& app, std::string_view occurred_at, std::int64_t now_ms);

}  // namespace regulars::backend
