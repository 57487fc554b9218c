#!/bin/sh
# Compares the ABI of the headers with the golden dump. A wanted change: run with "update" as third
# argument and commit the dump together with CHP_ABI_MINOR and ABI.md.
# usage: golden_abi_test.sh SURFACE_LIBRARY GOLDEN_DUMP [update]
command -v abidw >/dev/null && command -v abidiff >/dev/null ||
  { echo "skipped: abidw and abidiff not found (package abigail-tools)"; exit 77; }
if [ "$3" = update ]; then
  exec abidw --no-corpus-path --no-comp-dir-path --no-show-locs --out-file "$2" "$1"
fi
abidiff "$2" "$1" && exit 0
echo "the ABI of the headers differs from $2"
exit 1
