// Calls into a plugin: values to structs, verdicts to errors, answers checked.
#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "plugin_api/cpp/barrier.hpp"
#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/struct_io.hpp"
#include "plugin_api/cpp/text.hpp"
#include "plugin_api/cpp/to_c.hpp"

namespace chp {
namespace {

constexpr std::size_t kLongestAnswer = std::size_t{16} << 20;
constexpr std::size_t kMostHeaders = 100;

Error Broken(const char* message) {
  return Error{.code = Code::kInternal, .reason = "plugin.broken_answer", .message = message};
}

Error NotOffered(const char* id) {
  return Error{.code = Code::kUnsupported,
               .reason = "plugin.no_extension",
               .message = std::string("This channel does not offer ") + id + "."};
}

// The verdict of one call: success, or the error the plugin wrote (never without a sentence).
Result<void> Verdict(chp_status status, const chp_error& raw) {
  if (status == CHP_OK) return {};
  Error error = ReadError(status, raw);
  if (error.reason.empty()) error.reason = "plugin.failed";
  if (error.message.empty() || !IsUtf8(error.message)) {
    error.message = "The channel failed with code " + std::to_string(status) + " and said no more.";
  }
  return error;
}

std::int32_t CHP_CALL AskCancelled(void* ctx) noexcept {
  bool cancelled = true;
  static_cast<void>(Barrier(nullptr, [&]() -> chp_status {
    cancelled = static_cast<const CallContext*>(ctx)->IsCancelled();
    return CHP_OK;
  }));
  return cancelled ? 1 : 0;
}

// chp_call over the host's CallContext, which outlives the call.
chp_call CallOf(const CallContext& context) {
  auto call = Zeroed<chp_call>();
  call.attempt = context.Attempt();
  call.deadline_ms = context.DeadlineMs();
  call.trace_id = StrOrAbsent(context.TraceId());
  // AskCancelled makes it const again. NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  call.ctx = const_cast<CallContext*>(&context);
  call.is_cancelled = &AskCancelled;
  return call;
}

bool IsHeaderText(std::string_view text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return std::none_of(text.begin(), text.end(), control);
}

// Control characters would let a plugin's answer split into two.
std::int32_t CHP_CALL KeepHeader(void* ctx, const char* name, std::size_t name_length,
                                 const char* value, std::size_t value_length) noexcept {
  return Barrier(nullptr, [&]() -> chp_status {
    auto* headers = static_cast<std::vector<std::pair<std::string, std::string>>*>(ctx);
    const std::string_view name_text = View(chp_str{name, name_length});
    const std::string_view value_text = View(chp_str{value, value_length});
    const bool fits = !name_text.empty() && headers->size() < kMostHeaders;
    if (!fits || !IsHeaderText(name_text) || !IsHeaderText(value_text)) return CHP_E_INVALID;
    headers->emplace_back(name_text, value_text);
    return CHP_OK;
  });
}

std::string MemberText(const boost::json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->get_string().c_str())
                                                  : std::string();
}

// The parts of a receipt: the list if there is one, else the first part's fixed fields.
Result<void> ReadParts(const chp_receipt& raw, std::string_view json, Receipt& receipt) {
  const std::string first = ReadBounded(raw.external_id);
  if (!first.empty()) receipt.parts.push_back({.external_id = first, .url = ReadBounded(raw.url)});
  if (json.empty()) return {};
  boost::system::error_code failed;
  const auto value = boost::json::parse(json, failed);
  if (failed || !value.is_array()) return Broken("The channel's receipt is not a JSON array.");
  std::vector<ReceiptPart> parts;
  for (const auto& item : value.get_array()) {
    if (!item.is_object()) return Broken("A part of the channel's receipt is not an object.");
    parts.push_back({.external_id = MemberText(item.get_object(), "external_id"),
                     .url = MemberText(item.get_object(), "url")});
  }
  receipt.parts = std::move(parts);
  return {};
}

template <class Table>
std::optional<Table> FindTable(const chp_plugin& plugin, chp_instance* self, const char* id) {
  return CopyTable<Table>(plugin.get_extension(self, id));
}

}  // namespace

PluginInstance::PluginInstance(const chp_plugin& plugin, chp_instance* instance)
    : plugin_(plugin),
      instance_(instance),
      job_(FindTable<chp_job_runner>(plugin, instance, CHP_EXT_JOB)),
      actions_(FindTable<chp_actions>(plugin, instance, CHP_EXT_ACTIONS)),
      health_(FindTable<chp_health>(plugin, instance, CHP_EXT_HEALTH)),
      compose_(FindTable<chp_compose>(plugin, instance, CHP_EXT_COMPOSE)) {}

PluginInstance::~PluginInstance() { plugin_.destroy(instance_); }

Result<std::unique_ptr<PluginInstance>> PluginInstance::Init(const chp_plugin& plugin,
                                                             const chp_host& host) {
  auto raw = Zeroed<chp_error>();
  chp_instance* instance = nullptr;
  const auto done = Verdict(plugin.init(&host, &instance, &raw), raw);
  if (!done) return done.error();
  if (instance == nullptr) return Broken("The channel started without an instance.");
  return std::make_unique<PluginInstance>(plugin, instance);
}

Result<void> PluginInstance::Configure(const CallContext& call, const ConfigInput& config) {
  CStructs structs;
  auto raw = Zeroed<chp_error>();
  const chp_call context = CallOf(call);
  return Verdict(plugin_.configure(instance_, &context, structs.Add(config), &raw), raw);
}

Result<InboundResponse> PluginInstance::OnInbound(const CallContext& call,
                                                  const InboundRequest& request) {
  CStructs structs;
  InboundResponse response;
  StringSink body(response.body, kLongestAnswer);
  auto out = Zeroed<chp_response>();
  out.body = body.Table();
  out.ctx = &response.headers;
  out.add_header = &KeepHeader;
  auto raw = Zeroed<chp_error>();
  const chp_call context = CallOf(call);
  const auto done =
      Verdict(plugin_.on_inbound(instance_, &context, structs.Add(request), &out, &raw), raw);
  if (!done) return done.error();
  if (out.http_status < 100 || out.http_status > 599) {
    return Broken("The channel answered a request without a possible HTTP status.");
  }
  response.status = out.http_status;
  const std::string type = ReadBounded(out.content_type);
  if (!IsHeaderText(type)) return Broken("The channel answered with a broken content type.");
  if (!type.empty()) response.content_type = type;
  return response;
}

Result<void> PluginInstance::SendReply(const CallContext& call, const Reply& reply,
                                       Receipt& receipt) {
  CStructs structs;
  std::string parts;
  StringSink parts_sink(parts, kLongestAnswer);
  StringSink article_sink(receipt.article_json, kLongestAnswer);
  auto out = Zeroed<chp_receipt>();
  out.parts_json = parts_sink.Table();
  out.article_json = article_sink.Table();
  auto raw = Zeroed<chp_error>();
  const chp_call context = CallOf(call);
  auto sent = Verdict(plugin_.send_reply(instance_, &context, structs.Add(reply), &out, &raw), raw);
  auto read = ReadParts(out, parts, receipt);
  return sent ? std::move(read) : std::move(sent);
}

Result<void> PluginInstance::RunJob(const CallContext& call, const Job& job) {
  if (!job_ || job_->run == nullptr) return NotOffered(CHP_EXT_JOB);
  CStructs structs;
  auto raw = Zeroed<chp_error>();
  const chp_call context = CallOf(call);
  return Verdict(job_->run(instance_, &context, structs.Add(job), &raw), raw);
}

Result<std::string> PluginInstance::RunAction(const CallContext& call, const ActionInput& action) {
  if (!actions_ || actions_->run == nullptr) return NotOffered(CHP_EXT_ACTIONS);
  CStructs structs;
  std::string output;
  StringSink sink(output, kLongestAnswer);
  const chp_sink table = sink.Table();
  auto raw = Zeroed<chp_error>();
  const chp_call context = CallOf(call);
  const auto done =
      Verdict(actions_->run(instance_, &context, structs.Add(action), &table, &raw), raw);
  if (!done) return done.error();
  return output;
}

Result<HealthReport> PluginInstance::CheckHealth(const CallContext& call) {
  if (!health_ || health_->check == nullptr) return NotOffered(CHP_EXT_HEALTH);
  HealthReport report{.state = Health::kUp, .detail_json = {}};
  StringSink sink(report.detail_json, kLongestAnswer);
  const chp_sink table = sink.Table();
  auto raw = Zeroed<chp_error>();
  const chp_call context = CallOf(call);
  std::uint32_t state = CHP_HEALTH_UP;
  const auto done = Verdict(health_->check(instance_, &context, &state, &table, &raw), raw);
  if (!done) return done.error();
  if (state > CHP_HEALTH_DOWN) return Broken("The channel reported a health nobody knows.");
  report.state = static_cast<Health>(state);
  return report;
}

Result<std::string> PluginInstance::Metrics() {
  if (!health_ || health_->metrics == nullptr) return NotOffered(CHP_EXT_HEALTH);
  std::string text;
  StringSink sink(text, kLongestAnswer);
  const chp_sink table = sink.Table();
  const auto done = Verdict(health_->metrics(instance_, &table), Zeroed<chp_error>());
  if (!done) return done.error();
  return text;
}

Result<std::string> PluginInstance::Preview(const Reply& reply) {
  if (!compose_ || compose_->preview == nullptr) return NotOffered(CHP_EXT_COMPOSE);
  CStructs structs;
  std::string preview;
  StringSink sink(preview, kLongestAnswer);
  const chp_sink table = sink.Table();
  auto raw = Zeroed<chp_error>();
  const auto done = Verdict(compose_->preview(instance_, structs.Add(reply), &table, &raw), raw);
  if (!done) return done.error();
  return preview;
}

}  // namespace chp
