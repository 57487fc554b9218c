// ICU's break iterators on UTF-8. Making one reads rules; a copy of one that is there is cheap.
#include "twitter_channel/tweet_text/borders.hpp"

#include <array>
#include <cstdint>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

namespace twitter {
namespace {

std::unique_ptr<icu::BreakIterator> Made(BorderKind kind) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale& root = icu::Locale::getRoot();
  std::unique_ptr<icu::BreakIterator> made(
      kind == BorderKind::kGrapheme ? icu::BreakIterator::createCharacterInstance(root, status)
      : kind == BorderKind::kWord   ? icu::BreakIterator::createLineInstance(root, status)
                                    : icu::BreakIterator::createSentenceInstance(root, status));
  if (U_FAILURE(status) != 0) return nullptr;
  return made;
}

// Made once, never moved, only copied: safe for all threads.
const icu::BreakIterator* Prototype(BorderKind kind) {
  static const std::array<std::unique_ptr<icu::BreakIterator>, 3> kPrototypes = {
      Made(BorderKind::kGrapheme), Made(BorderKind::kWord), Made(BorderKind::kSentence)};
  return kPrototypes[static_cast<std::size_t>(kind)].get();
}

}  // namespace

struct Borders::State {
  UText text = UTEXT_INITIALIZER;
  std::unique_ptr<icu::BreakIterator> iterator;

  ~State() {
    iterator.reset();
    utext_close(&text);
  }
};

Borders::Borders(BorderKind kind, std::string_view text)
    : state_(std::make_unique<State>()), size_(text.size()) {
  const icu::BreakIterator* prototype = Prototype(kind);
  if (prototype == nullptr) return;
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&state_->text, text.data(), static_cast<std::int64_t>(text.size()), &status);
  std::unique_ptr<icu::BreakIterator> iterator(prototype->clone());
  if (iterator == nullptr || U_FAILURE(status) != 0) return;
  iterator->setText(&state_->text, status);
  if (U_FAILURE(status) == 0) state_->iterator = std::move(iterator);
}

Borders::~Borders() = default;

std::size_t Borders::After(std::size_t position) {
  if (state_->iterator == nullptr) return size_;
  const std::int32_t found = state_->iterator->following(static_cast<std::int32_t>(position));
  return found == icu::BreakIterator::DONE ? size_ : static_cast<std::size_t>(found);
}

std::vector<std::size_t> Borders::All() {
  if (state_->iterator == nullptr) return {0, size_};
  std::vector<std::size_t> all;
  for (std::int32_t found = state_->iterator->first(); found != icu::BreakIterator::DONE;
       found = state_->iterator->next()) {
    all.push_back(static_cast<std::size_t>(found));
  }
  return all;
}

}  // namespace twitter
