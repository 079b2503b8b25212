#include "currencies.hpp"

namespace regulars::check {

namespace {

/// ISO 4217, list one (current currencies and funds), without the codes on X.
constexpr std::string_view current =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR "
    "FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST YER ZAR ZMW ZWG ";

/// Those whose amounts have other than two decimals.
constexpr std::string_view whole = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV ";
constexpr std::string_view thousandths = "BHD IQD JOD KWD LYD OMR TND ";
constexpr std::string_view beyond = "CLF UYW ";   // four decimals, more than a programme has

bool has(std::string_view list, std::string_view code) {
    for (std::size_t i = 0; i < list.size(); i += 4) {
        if (list.substr(i, 3) == code) return true;
    }
    return false;
}

}  // namespace

bool known_currency(std::string_view code) {
    return code.starts_with('X') || has(current, code);
}

std::optional<std::int32_t> decimals_of(std::string_view code) {
    if (code.starts_with('X') || !has(current, code) || has(beyond, code)) return std::nullopt;
    if (has(whole, code)) return 0;
    return has(thousandths, code) ? 3 : 2;
}

}  // namespace regulars::check
