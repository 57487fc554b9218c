// Interposes getaddrinfo in the test program; everything but two names is passed on.
#include "tests/unit/http/name_lookup.hpp"

#include <condition_variable>
#include <cstring>
#include <dlfcn.h>
#include <mutex>
#include <netdb.h>

namespace twitter::testing {
namespace {

struct Lookups {
  std::mutex mutex;
  std::condition_variable changed;
  bool held = false;
  int hanging = 0;
};

Lookups& TheLookups() {
  static Lookups lookups;
  return lookups;
}

int Hang() {
  Lookups& lookups = TheLookups();
  std::unique_lock lock(lookups.mutex);
  ++lookups.hanging;
  lookups.changed.notify_all();
  lookups.changed.wait(lock, [&] { return !lookups.held; });
  --lookups.hanging;
  lookups.changed.notify_all();
  return EAI_AGAIN;
}

}  // namespace

SlowResolver::SlowResolver() {
  const std::lock_guard lock(TheLookups().mutex);
  TheLookups().held = true;
}

SlowResolver::~SlowResolver() {
  Lookups& lookups = TheLookups();
  std::unique_lock lock(lookups.mutex);
  lookups.held = false;
  lookups.changed.notify_all();
  lookups.changed.wait(lock, [&] { return lookups.hanging == 0; });
}

bool SlowResolver::IsHanging() {
  const std::lock_guard lock(TheLookups().mutex);
  return TheLookups().hanging > 0;
}

}  // namespace twitter::testing

extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char* host,
                                                                  const char* service,
                                                                  const addrinfo* hints,
                                                                  addrinfo** result) {
  if (host != nullptr && std::strcmp(host, twitter::testing::SlowResolver::kHost) == 0) {
    return twitter::testing::Hang();
  }
  if (host != nullptr && std::strcmp(host, twitter::testing::kLoopbackName) == 0) {
    host = "127.0.0.1";
  }
  using Lookup = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  const auto next = reinterpret_cast<Lookup>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return next(host, service, hints, result);
}
