#!/usr/bin/env bash
# Every report, a list, a case and a letter as pages, made by the program and looked at in a browser.
# Usage: web.sh BUILD_FOLDER [FOLDER FOR PICTURES]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/aka-web-XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/pages" "$work/config"
export AKA_DB="$work/aka.db" AKA_MUNICIPALITY=naestved AKA_USER=MK AKA_LANG=en XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work"
unset AKA_CONFIG
aka() { "$build/bin/aka" --today 2026-11-21 "$@"; }

"$build/bin/aka_generate" --config "$build/share/aka/config" --db "$AKA_DB" --cases 1500 --until 2026-11-20
ref=$(aka case new "<b>Tystrup</b> & Teknik ApS" --cvr 99999918 -t faglaert --title "Mangler 2 <script>industriteknikere" --positions 2)
number=$(printf '%s' "${ref##*-}" | sed 's/^0*//')
aka -q case consent "$number" --give contact --via phone
aka -q refer send "$number" --pick draw >"$work/referral"
points=0
for closed in $(aka -q case list --status closed -L 8 --json=ref | jq -r '.cases[].ref'); do # what businesses say
    points=$((points % 5 + 1))
    aka -q case feedback "$closed" --score $points --recommend yes
done

cd "$work/pages"
aka report month 2026-10 -M all -o month.html
aka report month 2026-10 -o month-one.html
aka report month 1999-01 -o month-empty.html
aka report month 2026 -M all -o year.html
aka report month 2025-07..2026-10 -M all -o span.html
for report in unmet followup satisfaction shortage coverage impartiality; do
    aka report "$report" 2026 -M all -o "$report.html"
done
aka -q case list -o cases.html
aka -q case list nothing-at-all -o none.html
aka case show "$number" --timeline -o case.html
aka actors list -M all -o actors.html
aka actors coverage -o actors-coverage.html
aka status -o status.html
aka refer letter "$number.1" -o letter.html
aka case receipt "$number" -o receipt.html
cd "$here/web"
node check.mjs "$work/pages" ${2:+--pictures "$2"}
