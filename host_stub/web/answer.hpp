// Building HTTP answers of the REST API, and the one place where an error becomes a status.
#pragma once

#include <string_view>

#include <boost/json/value.hpp>

#include "host_stub/web/http_server.hpp"
#include "plugin_api/cpp/error.hpp"

namespace stub {

// What an endpoint gives back: an answer, or an error that AnswerTo turns into one.
using Answer = chp::Result<HttpResponse>;

HttpResponse JsonAnswer(const boost::json::value& value, int status = 200);

// {"error": sentence, "reason": token}; the reason is left out when empty.
HttpResponse ErrorAnswer(int status, std::string_view sentence, std::string_view reason = {});

// error.http_status if an endpoint set one, else what the code means over HTTP.
HttpResponse AnswerTo(const chp::Error& error);

// Errors of the caller's own making.
chp::Error Invalid(std::string_view reason, std::string sentence);  // 422
chp::Error Missing(std::string sentence);                           // 404
chp::Error Refused(int status, std::string_view reason, std::string sentence);

}  // namespace stub
