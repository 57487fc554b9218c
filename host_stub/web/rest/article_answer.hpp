// An article as an answer of the REST API.
#pragma once

#include "host_stub/web/endpoint.hpp"

namespace stub {

Answer AnswerArticle(Web& web, Id id, int status);

}  // namespace stub
