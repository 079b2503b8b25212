// Answers that say no: problem documents of RFC 9457 with a stable code.
#pragma once
#include <string>

#include "engine/result.hpp"
#include "message.hpp"

namespace regulars::backend {

Response problem(const Refusal& refusal);
inline Response problem(Code code, std::string path = {}) { return problem(refuse(code, std::move(path))); }
/// 429 with Retry-After.
Response too_many(int retry_after_seconds);

Response json_answer(int status, std::string body);

}  // namespace regulars::backend
