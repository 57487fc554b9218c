// To whom a reply goes, and whom it names.
#pragma once

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/outbound/composer.hpp"
#include "twitter_channel/outbound/reply_options.hpp"

namespace twitter {

// Fills in whom a public reply answers and names, and takes handles that X puts in front by itself
// off the text. May refuse: a damaged context could name the wrong people.
void AddressPost(const chp::Reply& reply, const Account& account, const ReplyOptions& options,
                 Composition& composition);

// Fills in who receives a direct message; refuses when that is not known.
void AddressDirectMessage(const chp::Reply& reply, const Account& account,
                          Composition& composition);

}  // namespace twitter
