#!/bin/sh
# Each contract header alone, as the given language, with the given compiler, without one warning.
# usage: headers_test.sh COMPILER C|CXX STANDARD INCLUDE_ROOT
compiler=$1 language=$2 standard=$3 root=$4
command -v "$compiler" >/dev/null || { echo "skipped: $compiler not found"; exit 77; }
[ "$language" = C ] && kind=c || kind=c++
for header in channel_types channel_plugin channel_services channel_extensions; do
  echo "#include \"plugin_api/$header.h\"" |
    "$compiler" -x "$kind" "-std=$standard" -Wall -Wextra -Wpedantic -Wpadded -Werror \
      -I "$root" -fsyntax-only - || { echo "$header.h is not clean"; exit 1; }
done
