// Files that an agent puts into an article: inline, in the shape of other helpdesks ({filename,
// data, "mime-type"}), or uploaded before ({upload_id}); both with {alt_text}.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host_stub/web/endpoint.hpp"
#include "host_stub/web/fields.hpp"

namespace stub {

struct FileWish {
  std::string upload_id;  // empty: `data` is the file
  std::string filename;
  std::string media_type;
  std::string alt_text;
  std::string data;
  std::uint64_t size_bytes = 0;
};

// Whether the bytes must be there, or only what can be said of them before (a preview).
enum class FileBytes { kNeeded, kOptional };

// The member "attachments"; what is wrong is the body's failure.
std::vector<FileWish> ReadFiles(Fields& body, std::size_t most, FileBytes bytes);

// As they would be sent; stores nothing.
chp::Result<std::vector<ArticleAttachment>> DescribeFiles(const Call& call,
                                                          const std::vector<FileWish>& wishes);
// Stored, as uploads of the caller until an article takes them.
chp::Result<std::vector<ArticleAttachment>> KeepFiles(const Call& call,
                                                      const std::vector<FileWish>& wishes);
// After an article was refused: those that came inline go again.
void ForgetInlineFiles(const Call& call, const std::vector<FileWish>& wishes,
                       const std::vector<ArticleAttachment>& kept);

// A name without folders and control characters; empty when nothing is left of it.
std::string PlainFilename(std::string_view name);
// "image/png" of "image/PNG; charset=x"; application/octet-stream for what is no media type.
std::string PlainMediaType(std::string_view type);

}  // namespace stub
