#include "host_stub/web/rest/article_files.hpp"

#include <algorithm>
#include <utility>

#include "host_stub/store/upload_store.hpp"
#include "host_stub/ticketing/text.hpp"
#include "host_stub/web/answer.hpp"
#include "host_stub/web/base64.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestName = 250;
constexpr std::size_t kLongestAlt = 4'000;
constexpr std::size_t kLongestData = std::size_t{16} << 20;

void ReadInline(Fields& file, FileBytes bytes, FileWish& wish) {
  wish.filename = PlainFilename(file.Text("filename", kLongestName));
  wish.media_type = PlainMediaType(file.Text("mime-type"));
  wish.size_bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(0, file.Integer("size", 0)));
  if (wish.filename.empty()) file.Fail("filename", "is missing.");
  if (!file.Has("data") && bytes == FileBytes::kOptional) return;
  auto data = FromBase64(file.Text("data", kLongestData));
  if (!data || data->empty()) {
    file.Fail("data", "must be the file in base64; larger ones are uploaded before.");
    return;
  }
  wish.data = std::move(*data);
  wish.size_bytes = wish.data.size();
}

FileWish ReadFile(Fields& file, FileBytes bytes) {
  file.AllowOnly({"filename", "data", "mime-type", "alt_text", "upload_id", "size"});
  FileWish wish;
  wish.upload_id = file.Text("upload_id");
  wish.alt_text = file.Text("alt_text", kLongestAlt);
  if (wish.upload_id.empty()) ReadInline(file, bytes, wish);
  return wish;
}

chp::Result<Upload> UploadOf(const Call& call, const std::string& id) {
  return call.web.store.uploads().Find(call.principal.user.id, id);
}

ArticleAttachment AttachmentOf(const Upload& upload, const FileWish& wish) {
  return {.id = 0,
          .blob_id = upload.id,
          .filename = upload.filename,
          .media_type = upload.media_type,
          .alt_text = wish.alt_text,
          .size_bytes = upload.size_bytes};
}

chp::Result<Upload> KeepInline(const Call& call, const FileWish& wish) {
  UploadStore& uploads = call.web.store.uploads();
  const Id user = call.principal.user.id;
  auto begun = uploads.Begin({user, wish.filename, wish.media_type, wish.data.size()});
  if (!begun) return begun;
  return uploads.Append(user, begun->id, 0, wish.data);
}

chp::Result<Upload> KeepFile(const Call& call, const FileWish& wish) {
  if (wish.upload_id.empty()) return KeepInline(call, wish);
  auto upload = UploadOf(call, wish.upload_id);
  if (upload && !upload->complete()) {
    return Invalid("upload.incomplete",
                   "\"" + upload->filename + "\" has not arrived whole: upload the rest first.");
  }
  return upload;
}

}  // namespace

std::string PlainFilename(std::string_view name) {
  const std::size_t folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  std::string plain;
  std::copy_if(name.begin(), name.end(), std::back_inserter(plain),
               [](char byte) { return static_cast<unsigned char>(byte) >= 0x20 && byte != 0x7f; });
  plain = Trimmed(plain);
  return plain == "." || plain == ".." ? "" : plain;
}

std::string PlainMediaType(std::string_view type) {
  constexpr std::string_view kSigns = "abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-/";
  const std::string plain = LowerAscii(Trimmed(type.substr(0, type.find(';'))));
  const std::size_t slash = plain.find('/');
  const bool sound = slash != std::string::npos && slash > 0 && slash + 1 < plain.size() &&
                     slash == plain.rfind('/') &&
                     plain.find_first_not_of(kSigns) == std::string::npos;
  return sound ? plain : "application/octet-stream";
}

std::vector<FileWish> ReadFiles(Fields& body, std::size_t most, FileBytes bytes) {
  std::vector<FileWish> wishes;
  if (!body.Has("attachments")) return wishes;
  const json::value& list = body.values().at("attachments");
  if (!list.is_array()) {
    body.Fail("attachments", "must be a list of files.");
    return wishes;
  }
  if (list.get_array().size() > most) {
    body.Fail("attachments", most == 0 ? "cannot be used: this channel sends no files."
                                       : "may hold " + std::to_string(most) + " files at most.");
    return wishes;
  }
  for (std::size_t at = 0; at < list.get_array().size(); ++at) {
    const json::value& item = list.get_array()[at];
    Fields file(item.is_object() ? item.get_object() : json::object());
    wishes.push_back(ReadFile(file, bytes));
    if (file.ok()) continue;
    body.Fail("attachments[" + std::to_string(at) + "]", "is wrong: " + file.error().message);
    return wishes;
  }
  return wishes;
}

chp::Result<std::vector<ArticleAttachment>> DescribeFiles(const Call& call,
                                                          const std::vector<FileWish>& wishes) {
  std::vector<ArticleAttachment> files;
  for (const FileWish& wish : wishes) {
    Upload upload{.id = "",
                  .filename = wish.filename,
                  .media_type = wish.media_type,
                  .size_bytes = wish.size_bytes};
    if (!wish.upload_id.empty()) {
      auto known = UploadOf(call, wish.upload_id);
      if (!known) return known.error();
      upload = std::move(*known);
    }
    files.push_back(AttachmentOf(upload, wish));
  }
  return files;
}

chp::Result<std::vector<ArticleAttachment>> KeepFiles(const Call& call,
                                                      const std::vector<FileWish>& wishes) {
  std::vector<ArticleAttachment> files;
  for (const FileWish& wish : wishes) {
    const auto upload = KeepFile(call, wish);
    if (!upload) {
      ForgetInlineFiles(call, wishes, files);
      return upload.error();
    }
    files.push_back(AttachmentOf(*upload, wish));
  }
  return files;
}

void ForgetInlineFiles(const Call& call, const std::vector<FileWish>& wishes,
                       const std::vector<ArticleAttachment>& kept) {
  for (std::size_t at = 0; at < kept.size(); ++at) {
    if (!wishes[at].upload_id.empty()) continue;
    // One that stays is purged in two days.
    (void)call.web.store.uploads().Discard(call.principal.user.id, kept[at].blob_id);
  }
}

}  // namespace stub
