// Settings in SQLite.
#pragma once

#include "host_stub/model.hpp"
#include "host_stub/store/settings_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteSettingsStore : public SettingsStore {
 public:
  explicit SqliteSettingsStore(StoreContext& context) : context_(context) {}

  chp::Result<ReplySettings> Replies() override;
  chp::Result<void> SetReplies(const ReplySettings& settings) override;

 private:
  StoreContext& context_;
};

ReplySettings LoadReplySettings(SqliteConnection& sql);

}  // namespace stub
