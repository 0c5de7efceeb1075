#!/usr/bin/env bash
# A generated register after export and import: every report the same bytes. After backup and restore as well.
# Usage: moving.sh AKA AKA_GENERATE SOURCE
source "$(dirname "$0")/harness.sh"
generate=$2
export AKA_CONFIG=$3/config

"$generate" --config "$3/config" --db "$work/aka.db" --cases "${CASES:-600}" --seed 5 --years 2 \
    --until 2026-12-20 >"$work/generated"

answers() { # register, folder
    mkdir "$2"
    local report period
    for period in 2025 2026 2026-11 2026-Q3; do
        for report in month impartiality unmet followup satisfaction shortage coverage; do
            "$aka" --db "$1" -M all --today 2026-12-20 report "$report" "$period" -O json >"$2/$report-$period"
        done
        "$aka" --db "$1" -M all --today 2026-12-20 report funder "$period" --funder region-sjaelland -O json >"$2/funder-$period"
    done
    "$aka" --db "$1" -M all --today 2026-12-20 case list --status all -L 100000 -O json >"$2/cases"
    "$aka" --db "$1" -M all --today 2026-12-20 refer list -L 100000 -O json >"$2/referrals" 2>/dev/null
    "$aka" --db "$1" -M all --today 2026-12-20 status -O json >"$2/status"
}

answers "$work/aka.db" "$work/before"
check "the reports say something" [ "$(cat "$work/before"/month-* | wc -c)" -gt 10000 ]
check "export" status_is 0 "$aka" --db "$work/aka.db" data export "$work/out"
check "import" status_is 0 "$aka" --db "$work/new.db" data import "$work/out"
answers "$work/new.db" "$work/after"
check "every answer is the same bytes" diff -r "$work/before" "$work/after"
check "an export of it is the same bytes" status_is 0 "$aka" --db "$work/new.db" data export "$work/again"
rm "$work/out/schema.json" "$work/out/README.md" "$work/again/schema.json" "$work/again/README.md" # their moments differ
check "in every table" diff -r "$work/out" "$work/again"

check "backup" status_is 0 "$aka" --db "$work/aka.db" data backup "$work/copy.db"
check "restore" status_is 0 "$aka" --db "$work/restored.db" data restore "$work/copy.db"
answers "$work/restored.db" "$work/restored"
check "every answer is the same bytes again" diff -r "$work/before" "$work/restored"
finish
