// Several threads that write to a store at once.
#include "tests/unit/host_store/write_burst.hpp"

#include <thread>
#include <vector>

#include "host_stub/store/job_store.hpp"
#include "host_stub/store/kv_store.hpp"

namespace stub {

std::size_t Acknowledged::size() const {
  return messages.size() + values.size() + jobs.size() + replies.size() + sent.size() +
         blobs.size();
}

void WriteBurst::Run(int writers, int operations_each) {
  std::vector<std::jthread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([this, writer, operations_each] {
      Random random(seed_ * 100 + static_cast<unsigned>(writer));
      for (int number = 0; number < operations_each; ++number) {
        const std::string name = std::to_string(writer) + "." + std::to_string(number);
        if (!WriteSomething(name, random)) return;
      }
    });
  }
}

bool WriteBurst::WriteSomething(const std::string& name, Random& random) {
  switch (random() % 16) {
    case 0:
    case 1:
      return PutValue(name.substr(0, name.find('.')));
    case 2:
    case 3:
      return ScheduleJob(name);
    case 4:
    case 5:
      return WriteReply();
    case 6:
      return MarkSent(name);
    case 7:
      return CommitBlob(random);
    case 8:
      return store_.PurgeExpired(place_.message.sent_ms).ok();  // moves the log into the file
    default:
      return DeliverPair(name);
  }
}

template <class Note>
bool WriteBurst::Keep(bool kept, const Note& note) {
  if (!kept) return false;
  const std::lock_guard lock(mutex_);
  note();
  return true;
}

bool WriteBurst::DeliverPair(const std::string& name) {
  chp::Batch batch;
  for (const char* half : {"a", "b"}) {
    chp::Message message = place_.message;
    message.external_id = name + half;
    message.text = std::string(3000, 'x');  // more than one page of the database
    message.jobs = {{.id = "of-" + message.external_id,
                     .kind = "media",
                     .account_id = message.account_id,
                     .lane = "media",
                     .payload_json = "{}"}};
    batch.messages.push_back(std::move(message));
  }
  const auto delivered = store_.ingest().Deliver(place_.connection, place_.manifest, batch);
  return Keep(delivered.ok(), [&] {
    for (const auto& message : batch.messages) acknowledged_.messages.insert(message.external_id);
  });
}

// Only one writer puts a key, so that the last acknowledged value is known.
bool WriteBurst::PutValue(const std::string& name) {
  int next = 0;
  {
    const std::lock_guard lock(mutex_);
    next = acknowledged_.values[name] + 1;
  }
  const auto put =
      store_.kv().Put(place_.connection, {.key = "value-" + name, .value = std::to_string(next)});
  return Keep(put.ok(), [&] { acknowledged_.values[name] = next; });
}

bool WriteBurst::ScheduleJob(const std::string& name) {
  chp::Job job;
  job.id = "job-" + name;
  job.kind = job.lane = "poll";
  job.payload_json = "{}";
  const auto scheduled = store_.jobs().Schedule(place_.connection, job);
  return Keep(scheduled.ok(), [&] { acknowledged_.jobs.insert(job.id); });
}

bool WriteBurst::WriteReply() {
  const auto written = store_.tickets().CreateArticle(place_.reply, "post");
  return Keep(written.ok(), [&] { acknowledged_.replies.insert(*written); });
}

bool WriteBurst::MarkSent(const std::string& name) {
  const auto written = store_.tickets().CreateArticle(place_.reply, "post");
  if (!Keep(written.ok(), [&] { acknowledged_.replies.insert(*written); })) return false;
  const auto sent =
      store_.tickets().ReplySent(*written, {.parts = {{"sent-" + name, ""}}, .article_json = "{}"});
  return Keep(sent.ok(), [&] { acknowledged_.sent.insert(*written); });
}

bool WriteBurst::CommitBlob(Random& random) {
  auto writer = store_.blobs().Create(place_.connection, {});
  const std::string bytes(1 + random() % 20'000, 'b');
  if (!writer || !(*writer)->Write(bytes)) return false;
  const auto id = (*writer)->Commit();
  return Keep(id.ok(), [&] { acknowledged_.blobs[*id] = bytes; });
}

}  // namespace stub
