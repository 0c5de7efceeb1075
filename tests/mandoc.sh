#!/bin/sh
# Every man page must pass mandoc's lint without a warning.
set -u
cd "$(dirname "$0")/../man" || exit 1
command -v mandoc >/dev/null || { echo "mandoc.sh: mandoc is not installed"; exit 1; }

pages=0
for page in *.[1-9]; do
    [ -f "$page" ] || { echo "mandoc.sh: no man pages in $PWD"; exit 1; }
    pages=$((pages + 1))
done
said=$(mandoc -T lint -W warning ./*.[1-9] 2>&1)
status=$?
if [ -n "$said" ] || [ "$status" -ne 0 ]; then
    printf '%s\n' "$said"
    exit 1
fi
echo "$pages man pages passed"
