/* layout.h - assertions of the layout of version 1.0 on 64-bit Linux, checked while compiling.
 * An appended member needs new lines here; a line that has to change breaks every built plugin. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "plugin_api/channel_extensions.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type " has changed")
#define AT(type, member, offset) \
  _Static_assert(offsetof(type, member) == (offset), #type "." #member " has moved")

#endif /* LAYOUT_H */
