// Answers that say no: problem documents of RFC 9457 with a stable code.
#pragma once
#include <string>

#include "engine/result.hpp"
#include "message.hpp"

namespace regulars::backend {

/// `status`: where HTTP has a word of its own for what the code says in general.
Response problem(const Refusal& refusal, int status = 0);
inline Response problem(Code code, std::string path = {}) { return problem(refuse(code, std::move(path))); }
/// Code::request_malformed: what of the request cannot be read.
Response malformed(std::string what, int status = 0);
/// 429 with Retry-After.
Response too_many(int retry_after_seconds);

Response json_answer(int status, std::string body);

}  // namespace regulars::backend
