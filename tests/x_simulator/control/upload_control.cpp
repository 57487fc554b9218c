// /sim/v1/uploads: what has been uploaded.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

stub::HttpResponse ListUploads(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::array list;
  for (const Upload& upload : state->uploads.list) {
    const User* user = state->users.Find(upload.user_id);
    list.push_back({{"id", upload.id},
                    {"user", user == nullptr ? "" : user->screen_name},
                    {"media_type", upload.media_type},
                    {"media_category", upload.category},
                    {"total_bytes", upload.total_bytes},
                    {"segments", upload.segments.size()},
                    {"appends", upload.appends},
                    {"finalized", upload.finalized},
                    {"sha256", upload.digest},
                    {"alt_text", upload.alt_text}});
  }
  return JsonAnswer({{"uploads", list}});
}

}  // namespace

std::vector<Route> UploadControlRoutes() {
  return {{"GET", "/sim/v1/uploads", Access::kOpen, &ListUploads}};
}

}  // namespace xsim
