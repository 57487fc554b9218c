// The endpoints of the REST API, one list per file of this directory.
#pragma once

#include <span>

#include "host_stub/web/endpoint.hpp"

namespace stub {

std::span<const Endpoint> StatusEndpoints();     // alive, ready, health, metrics
std::span<const Endpoint> PanelEndpoints();      // the page
std::span<const Endpoint> SessionEndpoints();    // sign in and out, first admin
std::span<const Endpoint> TokenEndpoints();      // API tokens
std::span<const Endpoint> DirectoryEndpoints();  // users, groups
std::span<const Endpoint> TicketEndpoints();
std::span<const Endpoint> ConversationEndpoints();  // tickets that begin with a message of ours
std::span<const Endpoint> ArticleEndpoints();
std::span<const Endpoint> MessageActionEndpoints();
std::span<const Endpoint> ReplyEndpoints();  // preview, failures, sending again, taking back
std::span<const Endpoint> SettingsEndpoints();
std::span<const Endpoint> UploadEndpoints();  // files on their way into an article
std::span<const Endpoint> AttachmentEndpoints();
std::span<const Endpoint> PluginEndpoints();      // list, enable
std::span<const Endpoint> CredentialEndpoints();  // verify an app, link an account
std::span<const Endpoint> ChannelEndpoints();     // linked accounts
std::span<const Endpoint> ActionEndpoints();      // what plugins offer to do
std::span<const Endpoint> JobEndpoints();
std::span<const Endpoint> QuarantineEndpoints();
std::span<const Endpoint> AccountEndpoints();  // linked accounts of all plugins, for agents
std::span<const Endpoint> AuditEndpoints();    // who changed what
std::span<const Endpoint> ImportEndpoints();   // channels of another helpdesk

}  // namespace stub
