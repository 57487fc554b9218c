// Small pictures made on the spot, so that nothing has to be stored.
#pragma once

#include <string>
#include <string_view>

namespace xsim {

// A PNG of 32 x 32 pixels; the same seed gives the same bytes.
std::string MakePicture(std::string_view seed);

}  // namespace xsim
