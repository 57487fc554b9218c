// Reads a file of the host as pieces of one size, so that a file of any size takes the memory of
// one piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

inline constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

// Takes piece `index`; an error ends the reading and is its result.
using PieceSink = std::function<chp::Result<void>(int index, std::string_view bytes)>;

// Every piece from `first` on; those before are read over. All are of kPieceBytes but the last.
// kRejected "reply.file_gone" when the host has no such file any more, and "reply.file_changed"
// when it is not as long as the attachment says: then the last piece was not given.
chp::Result<void> ReadPieces(chp::Blobs& blobs, const chp::Attachment& file, int first,
                             const PieceSink& sink);

// The type that the first bytes tell, for X to be told: the attachment's own where they tell none
// and it is a MOV, whose old form begins with anything. kRejected "reply.file_type" when they
// contradict the attachment; "reply.file_gone".
chp::Result<std::string> TypeOfFile(chp::Blobs& blobs, const chp::Attachment& file);

}  // namespace twitter
