// The secrets file: made once with strict rights, refused where weak.
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "backend/app/secrets.hpp"
#include "catch.hpp"

using namespace regulars::backend;

namespace {

std::string file(const std::string& server_key, const std::string& webhook, const std::string& api, const std::string& shop) {
    return R"({"server_key":")" + server_key + R"(","webhook_secret":")" + webhook + R"(","api_key":")" + api +
           R"(","shop_jwt":{"kid":"shop-1","iss":"shop","secret":")" + shop + R"("}})";
}

const std::string random_base64 = "q8Zr0bXy3uT7nE1kLw5vPj9sHc2mDf4gAo6iVxKe0Bs=";
const std::string good_webhook = "whsec_" + random_base64;
const std::string good_api = "sk_Qm3Zt8Vb1Xc6Nh9Lp2Rk5Jw7Gf4Dy0Sa";
const std::string good_shop = "Wn5Kc8Xv2Bq7Zm1Lt4Hp9Rj6Gs3Fd0Ye";

}  // namespace

TEST_CASE("secrets are made once, for their owner only", "[secrets]") {
    const auto directory = std::filesystem::temp_directory_path() / ("regulars-secrets-" + std::to_string(::getpid()));
    std::filesystem::create_directory(directory);
    const auto path = (directory / "secrets.json").string();
    const auto first = load_or_make_secrets(path);
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    const auto second = load_or_make_secrets(path);
    CHECK(first.server_key == second.server_key);
    CHECK(first.server_key.size() == 32);
    CHECK(first.shop_keys.count("shop-1") == 1);
    CHECK(first.derived("a") != first.derived("b"));
    ::chmod(path.c_str(), 0644);
    CHECK_THROWS_WITH(load_or_make_secrets(path), Catch::Contains("chmod 600"));
    std::filesystem::remove_all(directory);
}

TEST_CASE("weak, short, example and malformed keys are refused", "[secrets]") {
    CHECK_NOTHROW(read_secrets(file(random_base64, good_webhook, good_api, good_shop)));
    const std::string bad[] = {
        file("c2hvcnQ=", good_webhook, good_api, good_shop),
        file("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", good_webhook, good_api, good_shop),
        file("not base64!", good_webhook, good_api, good_shop),
        file(random_base64, random_base64, good_api, good_shop),
        file(random_base64, "whsec_c2hvcnQ=", good_api, good_shop),
        file(random_base64, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", good_api, good_shop),
        file(random_base64, good_webhook, "sk_test", good_shop),
        file(random_base64, good_webhook, "pk_Qm3Zt8Vb1Xc6Nh9Lp2Rk5Jw7Gf4Dy0Sa", good_shop),
        file(random_base64, good_webhook, "sk_changeme_changeme_changeme_123", good_shop),
        file(random_base64, good_webhook, good_api, "secret"),
        file(random_base64, good_webhook, good_api, "a-string-secret-at-least-256-bits-long"),
        file(random_base64, good_webhook, good_api, "my-super-secret-password-1234567890"),
        "{}", "[]", "", "null", R"({"server_key":1})"};
    for (const auto& text : bad) {
        CAPTURE(text);
        CHECK_THROWS(read_secrets(text));
    }
}

TEST_CASE("two keys live while they rotate", "[secrets]") {
    const auto text = R"({"server_key":")" + random_base64 + R"(","webhook_secret":")" + good_webhook +
                      R"(","webhook_secret_former":"whsec_Zr0bXy3uT7nE1kLw5vPj9sHc2mDf4gAo6iVxKe0Bsq8=","api_key":")" + good_api +
                      R"(","shop_jwt":{"kid":"shop-2","iss":"shop","secret":")" + good_shop +
                      R"("},"shop_jwt_former":{"kid":"shop-1","iss":"shop","alg":"EdDSA","public_key":"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}})";
    const auto secrets = read_secrets(text);
    CHECK(secrets.webhook_secrets.size() == 2);
    CHECK(secrets.shop_keys.at("shop-1").algorithm == JwtAlgorithm::eddsa);
    CHECK(secrets.shop_keys.at("shop-2").algorithm == JwtAlgorithm::hs256);
}
