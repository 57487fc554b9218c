// Messages and updates as JSON text: how they are kept until they are needed again.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/ports.hpp"

namespace stub {

// Attachments and jobs are not part of it: they have tables of their own. Empty text gives an
// empty message.
std::string MessageToJson(const chp::Message& message);
chp::Message MessageFromJson(std::string_view json);

std::string UpdateToJson(const chp::Update& update);
chp::Update UpdateFromJson(std::string_view json);

}  // namespace stub
