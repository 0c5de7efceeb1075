#!/usr/bin/env bash
# A generated register after export and import: every report the same bytes. After backup and restore as well.
# Usage: moving.sh AKA AKA_GENERATE SOURCE
source "$(dirname "$0")/harness.sh"
generate=$2
export AKA_CONFIG=$3/config

"$generate" --config "$3/config" --db "$work/aka.db" --cases "${CASES:-250}" --seed 5 --years 2 \
    --until 2026-12-20 >"$work/generated"

answers() { # register, folder
    mkdir "$2"
    local report period
    answer() { # name, command...
        local name=$1
        shift
        "$aka" --db "$register" -M all --today 2026-12-20 -O json "$@" >"$folder/$name" || failed=$((failed + 1))
    }
    local register=$1 folder=$2
    for period in 2025 2026 2026-11 2026-Q3; do
        for report in month impartiality unmet followup satisfaction shortage coverage; do
            answer "$report-$period" report "$report" "$period"
        done
        answer "funder-$period" report funder region-sjaelland "$period"
    done
    answer cases case list --status all -L 100000
    answer referrals refer list --limit 100000
    answer status status
}
same() { diff -rq "$work/before" "$1"; }

answers "$work/aka.db" "$work/before"
check "the reports say something" [ "$(cat "$work/before"/month-* | wc -c)" -gt 10000 ]
check "export" status_is 0 "$aka" --db "$work/aka.db" data export "$work/moved"
check "import" status_is 0 "$aka" --db "$work/new.db" data import "$work/moved"
answers "$work/new.db" "$work/after"
check "every answer is the same bytes" same "$work/after"
check "an export of it" status_is 0 "$aka" --db "$work/new.db" data export "$work/again"
check "is the same in every table" diff -rq -x schema.json -x README.md "$work/moved" "$work/again" # they name the moment

check "backup" status_is 0 "$aka" --db "$work/aka.db" data backup "$work/copy.db"
check "restore" status_is 0 "$aka" --db "$work/restored.db" data restore "$work/copy.db"
answers "$work/restored.db" "$work/restored"
check "every answer is the same bytes again" same "$work/restored"
check "nothing passing is left" [ "$(find "$work" -name '*.part*' | wc -l)" -eq 0 ]
finish
