// /play: being a customer: post, reply, write privately, and see what the company answers.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/base/html.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/pages/page.hpp"
#include "tests/x_simulator/pages/page_routes.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

constexpr std::size_t kShown = 100;

// A line break is one character on X; browsers send two.
std::string EnteredText(const Call& call, std::string_view name) {
  std::string text = FindField(call.form, name).value_or("");
  std::erase(text, '\r');
  return text;
}

std::string HandleOf(const State& state, const std::string& user_id) {
  const User* user = state.users.Find(user_id);
  return user == nullptr ? "somebody" : "@" + user->screen_name;
}

std::string PlayAddress(const User& user) { return "/play/" + user.screen_name; }

std::string PostHtml(const State& state, const User& reader, const Post& post) {
  const bool is_reply = !post.in_reply_to_status_id.empty();
  std::string html = std::string("<article") + (is_reply ? " class=\"reply\"" : "") +
                     "><p><strong>" + EscapeHtml(HandleOf(state, post.user_id)) + "</strong> " +
                     LegacyTime(post.created_ms);
  if (is_reply) html += ", replying to " + EscapeHtml(HandleOf(state, post.in_reply_to_user_id));
  html += "</p><p>" + EscapeHtml(post.content.text) + "</p>";
  for (const Photo& photo : post.photos) {
    html += "<img src=\"/media/" + photo.file + "\" alt=\"Photo\" width=\"96\" height=\"96\">";
  }
  html += "<form method=\"post\" action=\"" + PlayAddress(reader) + "/posts\">" +
          Hidden("in_reply_to_status_id", post.id) +
          TextInput("text", "Reply as @" + reader.screen_name) + Button("Reply") +
          "</form></article>\n";
  return html;
}

std::string Timeline(const State& state, const User& reader) {
  std::string html = "<h2>Timeline</h2>";
  std::size_t shown = 0;
  const auto& posts = state.posts.list;
  for (auto post = posts.rbegin(); post != posts.rend() && shown < kShown; ++post) {
    if (post->deleted) continue;
    html += PostHtml(state, reader, *post);
    ++shown;
  }
  return html;
}

std::string Conversations(const State& state, const User& reader) {
  std::string html = "<h2>Direct messages</h2><ul>";
  std::size_t shown = 0;
  const auto& messages = state.posts.direct_messages;
  for (auto message = messages.rbegin(); message != messages.rend() && shown < kShown; ++message) {
    if (message->sender_id != reader.id && message->recipient_id != reader.id) continue;
    html += "<li><strong>" + EscapeHtml(HandleOf(state, message->sender_id)) + " to " +
            EscapeHtml(HandleOf(state, message->recipient_id)) +
            "</strong>: " + EscapeHtml(message->content.text) + "</li>";
    ++shown;
  }
  return html + "</ul>\n";
}

stub::HttpResponse Choose(Context& context, const Call&) {
  const auto state = context.world.Lock();
  std::string html = "<p>Who do you want to be?</p><ul>";
  for (const User& user : state->users.list) {
    html += "<li><a href=\"" + PlayAddress(user) + "\">" + EscapeHtml(user.name) + " (@" +
            user.screen_name + ")</a></li>";
  }
  html += "</ul><p>New people sign up in the <a href=\"/console\">developer console</a>.</p>";
  return PageAnswer("Play a customer", html);
}

stub::HttpResponse NoSuchUser() {
  return ProblemPage(404, "There is no user of this name.", "/play");
}

stub::HttpResponse Play(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const User* reader = std::as_const(state->users).FindByName(call.Path("screen_name"));
  if (reader == nullptr) return NoSuchUser();
  const std::string address = PlayAddress(*reader);
  return PageAnswer("You are @" + reader->screen_name,
                    "<section><h2>New post</h2><form method=\"post\" action=\"" + address +
                        "/posts\">" + TextArea("text", "What is happening?") +
                        Select("photos", "Photos", {{"0", "none"}, {"1", "one"}, {"4", "four"}}) +
                        Button("Post") + "</form></section><section><h2>New direct message</h2>" +
                        "<form method=\"post\" action=\"" + address + "/direct_messages\">" +
                        Select("to", "To", UserChoices(*state)) + TextArea("message", "Message") +
                        Button("Send message") + "</form></section>" +
                        Conversations(*state, *reader) + Timeline(*state, *reader));
}

stub::HttpResponse CreatePost(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const User* writer = std::as_const(state->users).FindByName(call.Path("screen_name"));
  if (writer == nullptr) return NoSuchUser();
  PostDraft draft;
  draft.user_id = writer->id;
  draft.text = EnteredText(call, "text");
  draft.in_reply_to_status_id = EnteredText(call, "in_reply_to_status_id");
  draft.populate_mentions = true;
  const std::string photos = EnteredText(call, "photos");
  draft.media.resize(photos == "1" ? 1 : photos == "4" ? 4 : 0, "photo");
  const auto result = Publish(*state, draft);
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    return ProblemPage(422, ErrorText(*refusal), PlayAddress(*writer));
  }
  QueuePostCreated(*state, context.base_url, std::get<Post>(result));
  return Redirect(PlayAddress(*writer));
}

stub::HttpResponse CreateMessage(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const Users& users = state->users;
  const User* writer = users.FindByName(call.Path("screen_name"));
  const User* recipient = users.FindByName(EnteredText(call, "to"));
  if (writer == nullptr || recipient == nullptr) return NoSuchUser();
  const auto result =
      SendMessage(*state, {writer->id, recipient->id, EnteredText(call, "message"), {}, {}});
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    return ProblemPage(422, ErrorText(*refusal), PlayAddress(*writer));
  }
  QueueMessageCreated(*state, context.base_url, std::get<DirectMessage>(result));
  return Redirect(PlayAddress(*writer));
}

}  // namespace

std::vector<Route> PlayPages() {
  return {{"GET", "/play", Access::kOpen, &Choose},
          {"GET", "/play/:screen_name", Access::kOpen, &Play},
          {"POST", "/play/:screen_name/posts", Access::kOpen, &CreatePost},
          {"POST", "/play/:screen_name/direct_messages", Access::kOpen, &CreateMessage}};
}

}  // namespace xsim
