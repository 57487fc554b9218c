// A struct as a newer sender has it: some bytes longer than ours.
#pragma once

#include <cstddef>
#include <cstring>

namespace contract {

inline constexpr std::size_t kTailBytes = 16;

template <class T>
class Newer {
 public:
  Newer() : Newer(T{}) {}
  explicit Newer(const T& known) {
    std::memcpy(bytes_, &known, sizeof known);
    get()->struct_size = sizeof bytes_;
  }

  T* get() { return reinterpret_cast<T*>(bytes_); }
  const T* get() const { return reinterpret_cast<const T*>(bytes_); }
  void SetTailByte(std::size_t index) { bytes_[sizeof(T) + index] = 1; }

 private:
  alignas(T) unsigned char bytes_[sizeof(T) + kTailBytes] = {};
};

}  // namespace contract
