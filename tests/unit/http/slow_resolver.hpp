// Takes the place of the C library's name lookup for one host name, which hangs until released.
#pragma once

#include <string>

namespace twitter::testing {

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
