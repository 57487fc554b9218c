// spdlog makes its registry at the first line of log. Made here, before any thread, it cannot be
// made by two of them at once; the thread sanitizer, which does not see into that library, takes
// the guard of the registry for a race.
#include <spdlog/spdlog.h>

namespace {

[[maybe_unused]] const spdlog::logger* const kStarted = spdlog::default_logger_raw();

}  // namespace
