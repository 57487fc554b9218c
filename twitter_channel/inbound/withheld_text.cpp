// Which countries a helpdesk is read in is not known here: what is withheld anywhere is shown on X
// only, where X decides.
#include "twitter_channel/inbound/withheld_text.hpp"

#include <algorithm>

namespace twitter {
namespace {

bool IsEverywhere(const Withholding& withheld) {
  return std::any_of(withheld.countries.begin(), withheld.countries.end(),
                     [](const std::string& code) { return code == "XX" || code == "XY"; });
}

std::string Where(const Withholding& withheld) {
  if (IsEverywhere(withheld)) return " everywhere";
  std::string countries;
  for (const std::string& code : withheld.countries) {
    countries += (countries.empty() ? " in " : ", ") + code;
  }
  return countries;
}

}  // namespace

std::string WithheldText(const Withholding& withheld) {
  if (!withheld.any()) return {};
  const std::string what = withheld.whole_account ? "everything its author writes" : "this post";
  const std::string why = withheld.copyright ? ", after a complaint about copyright" : "";
  return "X withholds " + what + Where(withheld) + why + ". Open it on X to see what X shows you.";
}

}  // namespace twitter
