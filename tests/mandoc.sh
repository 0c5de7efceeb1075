#!/bin/sh
# Every man page must pass mandoc's lint without a warning. A Danish page has its first heading and its date in
# Danish, which lint does not know: it is given the English ones, and the page as it stands must render.
set -u
cd "$(dirname "$0")/../man" || exit 1
command -v mandoc >/dev/null || { echo "mandoc.sh: mandoc is not installed"; exit 1; }

pages=0
failed=0
complain() { # page, what mandoc said
    failed=1
    printf '%s:\n%s\n' "$1" "$2"
}
for page in *.[1-9] da/*.[1-9]; do
    [ -f "$page" ] || { echo "mandoc.sh: no man pages in $PWD"; exit 1; }
    pages=$((pages + 1))
    case $page in
        da/*) said=$(sed -E 's/^\.Sh NAVN$/.Sh NAME/; s/^\.Dd ([0-9]+)\. [a-z]+ ([0-9]{4})$/.Dd November \1, \2/' "$page" | mandoc -T lint -W warning 2>&1) ;;
        *) said=$(mandoc -T lint -W warning "$page" 2>&1) ;;
    esac
    status=$?
    if [ -n "$said" ] || [ "$status" -ne 0 ]; then complain "$page" "$said"; fi
    mandoc -T utf8 "$page" | grep -q . || complain "$page" "renders as nothing"
    # A byte that is no UTF-8 would be shown as another sign.
    iconv -f UTF-8 -t UTF-8 "$page" >/dev/null 2>&1 || complain "$page" "is not UTF-8"
done
[ "$failed" -eq 0 ] || exit 1
echo "$pages man pages passed"
