// Bodies of the X Activity API, and what the decoder makes of them.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {

inline boost::json::object MinimalPost() {
  return {{"id", "2087500000000000099"}, {"author_id", kCustomerId}, {"text", "hello"}};
}

inline std::string Activity(std::string_view type, boost::json::object payload,
                            boost::json::object includes = {}) {
  return boost::json::serialize(boost::json::object{{"data",
                                                     {{"event_uuid", "-1"},
                                                      {"filter", {{"user_id", kOurUserId}}},
                                                      {"event_type", type},
                                                      {"payload", std::move(payload)},
                                                      {"includes", std::move(includes)}}}});
}

inline EventBody Decoded(std::string_view body) {
  auto decoded = DecodeEvents(body);
  if (!decoded) throw std::runtime_error(decoded.error().reason);
  return *std::move(decoded);
}

inline Post DecodedPost(boost::json::object payload, boost::json::object includes = {}) {
  const EventBody body = Decoded(Activity("post.create", std::move(payload), std::move(includes)));
  if (!body.bad.empty()) throw std::runtime_error(body.bad[0].reason);
  return std::get<PostCreated>(body.events.at(0)).post;
}

}  // namespace twitter::testing
