// Counters as OpenMetrics text.
#include "twitter_channel/admin/metrics.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(Metrics, EndWithEof) {
  const std::string text = OpenMetrics({});
  EXPECT_TRUE(text.ends_with("# EOF\n"));
}

TEST(Metrics, CountByLabel) {
  const std::string text =
      OpenMetrics({.events = {{"post", 3}}, .webhook_answers = {}, .sends = {}});
  EXPECT_NE(text.find("twitter_events_total{kind=\"post\"} 3\n"), std::string::npos);
}

TEST(Metrics, EscapeLabels) {
  const std::string text =
      OpenMetrics({.events = {{"a\"b\\c\nd", 1}}, .webhook_answers = {}, .sends = {}});
  EXPECT_NE(text.find("kind=\"a\\\"b\\\\c\\nd\""), std::string::npos);
}

TEST(Tally, Counts) {
  Tally tally;
  tally.Add("ok");
  tally.Add("ok");
  EXPECT_EQ(tally.Snapshot().at("ok"), 2u);
}

}  // namespace
}  // namespace twitter
