// Updates of stored messages, and the files that belong to them.
#pragma once

#include <filesystem>
#include <string>

#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {

class UpdatesFixture : public IngestTest {
 protected:
  chp::Update Edit(const std::string& id, const std::string& text, const std::string& new_id) {
    chp::Update update;
    update.kind = chp::UpdateKind::kEdited;
    update.external_id = id;
    update.new_external_id = new_id;
    update.text = text;
    update.at_ms = ++now_ms_;
    return update;
  }
  chp::Update Plain(chp::UpdateKind kind, const std::string& id) {
    chp::Update update;
    update.kind = kind;
    update.external_id = id;
    update.at_ms = ++now_ms_;
    return update;
  }
  std::size_t BlobFiles() {
    std::size_t count = 0;
    for (const auto& each :
         std::filesystem::directory_iterator(directory_.path() / "desk.db.blobs")) {
      count += each.is_regular_file() ? 1u : 0u;
    }
    return count;
  }
};

}  // namespace stub
