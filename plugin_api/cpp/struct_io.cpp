// The sentences of struct_io.hpp's refusals.
#include "plugin_api/cpp/struct_io.hpp"

namespace chp {

Error NullArgument(const char* what) {
  return Error{.code = Code::kInvalid,
               .reason = "abi.null_argument",
               .message = std::string(what) + " is null; the contract requires it."};
}

Error SizeArgument(const char* what, std::size_t given, std::size_t needed) {
  return Error{.code = Code::kInvalid,
               .reason = "abi.struct_size",
               .message = std::string(what) + ".struct_size is " + std::to_string(given) +
                          "; set it to sizeof, at least " + std::to_string(needed) + "."};
}

Error TailArgument(const char* what) {
  return Error{.code = Code::kUnsupported,
               .reason = "abi.unknown_tail",
               .message = std::string(what) +
                          " sets a field this version does not know; update the older side."};
}

}  // namespace chp
