#include "mails.hpp"

#include <algorithm>
#include <array>

#include "backend/clock.hpp"
#include "backend/json_text.hpp"

namespace regulars::backend {
namespace {

struct Words {
    std::string_view locale;
    std::array<std::string_view, 3> subjects;   // in the order of MailKind
    std::array<std::string_view, 3> texts;
};

// {shop} and {code} are filled in. Lines stay short: some mail programs do not wrap.
constexpr Words english = {
    "en",
    {"{code} is your code for {shop}", "{code} is your code for {shop}", "Join {shop}?"},
    {"Hello,\n\nsomebody, hopefully you, asked to join {shop} with this address.\n\n"
     "Your code: {code}\n\nEnter it on the shop's page within 10 minutes and you are in.\n\n"
     "If it was not you, do nothing: without the code nothing happens.\n",
     "Hello,\n\nhere is your code to sign in to {shop}.\n\nYour code: {code}\n\n"
     "Enter it on the shop's page within 10 minutes. Nobody from the shop will ever ask you for it.\n\n"
     "If it was not you, do nothing: without the code nobody gets in.\n",
     "Hello,\n\nsomebody, perhaps you, wanted to sign in to {shop} with this address,\n"
     "but it is not a member's. To join, open the shop's page and choose \"Join\".\n\n"
     "If it was not you, do nothing.\n"}};

constexpr Words vietnamese = {
    "vi",
    {"{code} là mã của bạn tại {shop}", "{code} là mã của bạn tại {shop}", "Tham gia {shop}?"},
    {"Xin chào,\n\ncó người (chắc là bạn) vừa đăng ký tham gia {shop} bằng địa chỉ này.\n\n"
     "Mã của bạn: {code}\n\nHãy nhập mã trên trang của cửa hàng trong vòng 10 phút là xong.\n\n"
     "Nếu không phải bạn, xin bỏ qua thư này: không có mã thì không có gì xảy ra.\n",
     "Xin chào,\n\nđây là mã để bạn đăng nhập {shop}.\n\nMã của bạn: {code}\n\n"
     "Hãy nhập mã trên trang của cửa hàng trong vòng 10 phút. Nhân viên cửa hàng không bao giờ hỏi mã này.\n\n"
     "Nếu không phải bạn, xin bỏ qua thư này: không có mã thì không ai vào được.\n",
     "Xin chào,\n\ncó người (có thể là bạn) muốn đăng nhập {shop} bằng địa chỉ này,\n"
     "nhưng địa chỉ này chưa phải của thành viên nào. Để tham gia, hãy mở trang của cửa hàng và chọn \"Tham gia\".\n\n"
     "Nếu không phải bạn, xin bỏ qua thư này.\n"}};

constexpr Words arabic = {
    "ar",
    {"{code} هو رمزك في {shop}", "{code} هو رمزك في {shop}", "هل تودّ الانضمام إلى {shop}؟"},
    {"مرحباً،\n\nطلب أحدهم، ولعلّه أنت، الانضمام إلى {shop} بهذا العنوان.\n\n"
     "رمزك: {code}\n\nأدخله في صفحة المتجر خلال 10 دقائق لتصبح عضواً.\n\n"
     "إن لم تكن أنت فلا تفعل شيئاً: لن يحدث شيء من دون الرمز.\n",
     "مرحباً،\n\nهذا رمزك لتسجيل الدخول إلى {shop}.\n\nرمزك: {code}\n\n"
     "أدخله في صفحة المتجر خلال 10 دقائق. لن يسألك أحد من المتجر عن هذا الرمز أبداً.\n\n"
     "إن لم تكن أنت فلا تفعل شيئاً: لن يدخل أحد من دون الرمز.\n",
     "مرحباً،\n\nأراد أحدهم، وربما أنت، تسجيل الدخول إلى {shop} بهذا العنوان،\n"
     "لكنه ليس عنوان عضو. للانضمام افتح صفحة المتجر واختر «انضمّ».\n\n"
     "إن لم تكن أنت فلا تفعل شيئاً.\n"}};

const Words& words_of(std::string_view locale) {
    if (locale == "vi") return vietnamese;
    return locale == "ar" ? arabic : english;
}

void replace(std::string& text, std::string_view mark, std::string_view value) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
}

/// What goes into a subject must stay on one line, whoever wrote the programme.
std::string one_line(std::string_view text) {
    std::string out(text);
    std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return out;
}

}  // namespace

std::string mail_locale(std::string_view wanted) { return std::string(words_of(wanted).locale); }

Mail make_mail(MailKind kind, std::string_view locale, std::string_view shop, std::string_view code) {
    const auto& words = words_of(locale);
    const auto which = static_cast<std::size_t>(kind);
    Mail mail{std::string(words.subjects[which]), std::string(words.texts[which])};
    for (auto* text : {&mail.subject, &mail.text}) {
        replace(*text, "{shop}", one_line(shop));
        replace(*text, "{code}", code);
    }
    return mail;
}

void put_mail(Database& db, const std::string& recipient, const Mail& mail, std::int64_t now_ms) {
    db.run("INSERT INTO outbox (recipient, subject, body, sent_at_ms) VALUES (?, ?, ?, ?)", recipient, mail.subject,
           mail.text, now_ms);
}

std::string outbox_json(Database& db) {
    Query q = db.query("SELECT recipient, subject, body, sent_at_ms FROM outbox ORDER BY seq DESC LIMIT 50");
    JsonArray mails;
    while (q.next()) {
        JsonObject mail;
        mail.text("to", q.text(0)).text("subject", q.text(1)).text("text", q.text(2));
        mails.raw(mail.text("sent_at", instant_text(q.number(3))).str());
    }
    return JsonObject().raw("mails", mails.str()).str();
}

}  // namespace regulars::backend
