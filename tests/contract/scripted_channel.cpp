// See scripted_channel.hpp.
#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

struct Traits {
  static constexpr const char* kId = "org.example.scripted";
  static constexpr const char* kVersion = "1.0.0";
  static constexpr const char* kManifestJson = "{}";
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{
      .job = true, .actions = true, .health = true, .compose = true};
  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& host) {
    return std::make_unique<ScriptedChannel>(host);
  }
};

constexpr chp_plugin kPlugin = chp::MakePlugin<Traits>();

template <class Table>
const Table& Extension(const char* id) {
  return *static_cast<const Table*>(kPlugin.get_extension(nullptr, id));
}

std::int32_t AcceptHeader(void*, const char*, std::size_t, const char*, std::size_t) { return 0; }

}  // namespace

chp::Result<void> ScriptedChannel::Configure(const chp::CallContext&,
                                             const chp::ConfigInput& config) {
  last_text = config.json;
  return script();
}

chp::Result<chp::InboundResponse> ScriptedChannel::OnInbound(const chp::CallContext& call,
                                                             const chp::InboundRequest& request) {
  last_text = request.body;
  last_body = request.body.data();
  cancelled = call.IsCancelled();
  if (auto done = script(); !done) return done.error();
  return response;
}

chp::Result<void> ScriptedChannel::SendReply(const chp::CallContext&, const chp::Reply& reply,
                                             chp::Receipt& out) {
  last_text = reply.text;
  out = receipt;
  return script();
}

chp::Result<void> ScriptedChannel::RunJob(const chp::CallContext&, const chp::Job& job) {
  last_text = job.id;
  return script();
}

chp::Result<std::string> ScriptedChannel::RunAction(const chp::CallContext&,
                                                    const chp::ActionInput& action) {
  last_text = action.id;
  if (auto done = script(); !done) return done.error();
  return output;
}

chp::Result<chp::HealthReport> ScriptedChannel::CheckHealth(const chp::CallContext&) {
  if (auto done = script(); !done) return done.error();
  return chp::HealthReport{.state = chp::Health::kDegraded, .detail_json = output};
}

chp::Result<std::string> ScriptedChannel::Metrics() {
  if (auto done = script(); !done) return done.error();
  return output;
}

chp::Result<std::string> ScriptedChannel::Preview(const chp::Reply& reply) {
  last_text = reply.text;
  if (auto done = script(); !done) return done.error();
  return output;
}

const chp_plugin& ScriptedPlugin() { return kPlugin; }

Bench::Bench() {
  inbound.kind = CHP_INBOUND_HTTP;
  response.body = sink;
  response.add_header = &AcceptHeader;
  receipt.parts_json = sink;
  receipt.article_json = sink;
  kPlugin.init(&host.host, &instance, &error);
  pass.self = instance;
}

Bench::~Bench() { kPlugin.destroy(instance); }

chp_status Bench::Configure() {
  return kPlugin.configure(pass.self, pass.call, pass.config, pass.error);
}
chp_status Bench::OnInbound() {
  return kPlugin.on_inbound(pass.self, pass.call, pass.inbound, pass.response, pass.error);
}
chp_status Bench::SendReply() {
  return kPlugin.send_reply(pass.self, pass.call, pass.reply, pass.receipt, pass.error);
}
chp_status Bench::RunJob() {
  return Extension<chp_job_runner>(CHP_EXT_JOB).run(pass.self, pass.call, pass.job, pass.error);
}
chp_status Bench::RunAction() {
  return Extension<chp_actions>(CHP_EXT_ACTIONS)
      .run(pass.self, pass.call, pass.action, pass.sink, pass.error);
}
chp_status Bench::CheckHealth() {
  return Extension<chp_health>(CHP_EXT_HEALTH)
      .check(pass.self, pass.call, pass.health_state, pass.sink, pass.error);
}
chp_status Bench::Metrics() {
  return Extension<chp_health>(CHP_EXT_HEALTH).metrics(pass.self, pass.sink);
}
chp_status Bench::Preview() {
  return Extension<chp_compose>(CHP_EXT_COMPOSE)
      .preview(pass.self, pass.reply, pass.sink, pass.error);
}

const std::vector<NamedCall>& AllCalls() {
  static const std::vector<NamedCall> calls{
      {"configure", &Bench::Configure},  {"on_inbound", &Bench::OnInbound},
      {"send_reply", &Bench::SendReply}, {"job", &Bench::RunJob},
      {"action", &Bench::RunAction},     {"health", &Bench::CheckHealth},
      {"metrics", &Bench::Metrics},      {"preview", &Bench::Preview}};
  return calls;
}

}  // namespace contract
