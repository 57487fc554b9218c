// Parts that several v1.1 objects share. Problems are remembered in the fields' JsonProblem.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {

std::size_t CodePoints(std::string_view utf8);

User ReadUser(const JsonFields& fields);

// `entities` and `extended_entities` of `holder`, relative to a text of `length` code points.
// Positions outside of the text are cut to it; the entity itself is kept.
Entities ReadEntities(const JsonFields& holder, std::size_t length);
Media ReadMedia(const JsonFields& fields);

// Of a post: "card" is a poll or the preview of a link; X's enterprise streams have polls among the
// entities. What cannot be read is as good as absent: a post is readable without it.
Poll ReadPoll(const JsonFields& post);
Card ReadCard(const JsonFields& post);
// The "location" of a direct message's attachment.
Location ReadLocation(const JsonFields& attachment);

}  // namespace twitter
