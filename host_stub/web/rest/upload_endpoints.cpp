// Files on their way into an article, in pieces: begin, send what is missing, attach by id.
#include <utility>

#include "host_stub/store/upload_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/article_files.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::uint64_t kPiece = std::uint64_t{1} << 20;

Answer AnswerUpload(const chp::Result<Upload>& upload, int status) {
  if (!upload) return upload.error();
  return JsonAnswer(json::object{{"id", upload->id},
                                 {"filename", upload->filename},
                                 {"mime-type", upload->media_type},
                                 {"size", upload->size_bytes},
                                 {"received", upload->received_bytes},
                                 {"complete", upload->complete()},
                                 {"piece", kPiece}},
                    status);
}

Answer BeginUpload(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"filename", "mime-type", "size"});
  body.Require("filename");
  body.Require("size");
  NewUpload upload;
  upload.user_id = call.principal.user.id;
  upload.filename = PlainFilename(body.Text("filename"));
  upload.media_type = PlainMediaType(body.Text("mime-type"));
  const std::int64_t size = body.Integer("size", 0);
  if (body.ok() && upload.filename.empty()) body.Fail("filename", "must be the name of a file.");
  if (body.ok() && size <= 0) body.Fail("size", "must be the file's size in bytes, above 0.");
  if (!body.ok()) return body.error();
  upload.size_bytes = static_cast<std::uint64_t>(size);
  return AnswerUpload(call.web.store.uploads().Begin(upload), 201);
}

Answer ShowUpload(const Call& call) {
  return AnswerUpload(call.web.store.uploads().Find(call.principal.user.id, call.arguments[0]),
                      200);
}

Answer AppendPiece(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"offset"});
  const std::int64_t offset = query.Integer("offset", 0);
  if (query.ok() && offset < 0) query.Fail("offset", "must be 0 or more.");
  if (!query.ok()) return query.error();
  return AnswerUpload(
      call.web.store.uploads().Append(call.principal.user.id, call.arguments[0],
                                      static_cast<std::uint64_t>(offset), call.request.body),
      200);
}

Answer DiscardUpload(const Call& call) {
  const auto done = call.web.store.uploads().Discard(call.principal.user.id, call.arguments[0]);
  if (!done) return done.error();
  return JsonAnswer(json::object());
}

constexpr Endpoint kUploadEndpoints[] = {
    {"POST", "/api/v1/uploads", Access::kAgent, &BeginUpload},
    {"GET", "/api/v1/uploads/{id}", Access::kAgent, &ShowUpload},
    {"PUT", "/api/v1/uploads/{id}", Access::kAgent, &AppendPiece},
    {"DELETE", "/api/v1/uploads/{id}", Access::kAgent, &DiscardUpload},
};

}  // namespace

std::span<const Endpoint> UploadEndpoints() { return kUploadEndpoints; }

}  // namespace stub
