// Statuses of HTTP that change what the channel does next.
#pragma once

namespace twitter::http_status {

inline constexpr int kUnauthorized = 401;
inline constexpr int kTooManyRequests = 429;

}  // namespace twitter::http_status
