// Takes the place of the C library's name lookup for two host names: one hangs until released, one
// is this machine under a name that libcurl does not know to be this machine.
#pragma once

#include <string>

namespace twitter::testing {

inline constexpr const char* kLoopbackName = "api.x.invalid";

class SlowResolver {
 public:
  // Lookups of kHost hang while an object lives; its destructor lets them fail and waits for them.
  static constexpr const char* kHost = "hanging-lookup.invalid";

  SlowResolver();
  ~SlowResolver();
  SlowResolver(const SlowResolver&) = delete;
  SlowResolver& operator=(const SlowResolver&) = delete;

  static bool IsHanging();
};

}  // namespace twitter::testing
