#!/usr/bin/env bash
# What was stored and could not be told: exit 9, the reference on standard error, and it is there. With a full disk
# behind the output and with a reader that has gone.
source "$(dirname "$0")/harness.sh"
db=$XDG_DATA_HOME/aka/aka.db

events() { sqlite3 "$db" 'SELECT count(*) FROM event' 2>/dev/null || echo 0; }

told() { # reference or nothing: what standard error ends with
    tail -1 "$work/err" | grep -qE "^aka: (.*$1 is stored|done and stored), but not shown: " || { cat "$work/err"; return 1; }
}

to_full_disk() { "$aka" "$@" -O json >/dev/full 2>"$work/err" </dev/null; }

to_nobody() { # the reader has gone before the first word
    { sleep 0.3 && "$aka" "$@" -O json 2>"$work/err" </dev/null; echo $? >"$work/status"; } | true
    return "$(cat "$work/status")"
}

unheard() { # how, reference, command...
    local how=$1 reference=$2 before
    shift 2
    before=$(events)
    "$how" "$@"
    local got=$?
    [ "$got" -eq 9 ] || { printf 'exit %s instead of 9: %s\n%s\n' "$got" "$*" "$(cat "$work/err")"; return 1; }
    told "$reference" && [ "$(events)" -gt "$before" ]
}

for how in to_full_disk to_nobody; do
    check "case new, $how" unheard $how NAE-..-0001 case new "Fjordglas ApS $how" -t rekruttering
    check "once more" unheard $how NAE-..-000. case new "Holmely $how" -t amu
    check "case consent" unheard $how NAE-..-0001 case consent 1 --give contact --via phone
    check "case followup" unheard $how NAE-..-0001 case followup 1 --on +5d
    check "case edit" unheard $how NAE-..-0001 case edit 1 --title "$how"
    check "case handover" unheard $how NAE-..-0002 case handover 2 --to faxe
    check "refer send" unheard $how NAE-..-0001.1 refer send 1 --pick draw
    check "refer update" unheard $how NAE-..-0001 refer update 1.1 --status accepted
    check "refer done" unheard $how NAE-..-0001 refer done 1.1 --outcome helped
    check "case close" unheard $how NAE-..-0001 case close 1 --outcome met
    check "case feedback" unheard $how NAE-..-0001 case feedback 1 --asked
    check "case reopen" unheard $how NAE-..-0001 case reopen 1 --reason mistake
    check "actors verify" unheard $how zbc actors verify zbc
    check "actors capacity" unheard $how zbc actors capacity zbc limited
    check "and the register is whole" status_is 0 "$aka" data check
    "$how" data backup "$work/$how.db"
    check "data backup" [ $? -eq 9 ]
    check "names the backup" told "$work/$how.db"
    check "which is there" status_is 0 "$aka" --db "$work/$how.db" case list
    "$how" data restore "$work/$how.db" --confirm aka.db
    check "data restore" [ $? -eq 9 ]
    check "names the register" told "$db"
    "$how" data export "$work/$how"
    check "data export" [ $? -eq 9 ]
    "$how" data import "$work/$how" --db "$work/$how-new.db"
    check "data import" [ $? -eq 9 ]
    check "a dry run stores nothing, and says nothing of the kind" sh -c "! grep -q stored '$work/err.dry'" \
        "$("$aka" case new Kalklund -t amu -n -O json >/dev/full 2>"$work/err.dry" </dev/null)"
    rm -f "$db" "$db-journal"
done

"$aka" case new Fjordglas -t amu >/dev/null 2>&1
to_full_disk case list
check "reading with a full disk" [ $? -eq 9 ]
check "nothing is said to be stored" sh -c "! grep -q stored '$work/err'"
to_nobody case list
check "a reader that has seen enough" [ $? -eq 0 ]
check "is no error" [ ! -s "$work/err" ]
for i in $(seq 40); do printf 'Virksomhed %s ApS;amu;%0200d;01-10-2020\n' "$i" "$i"; done >"$work/rows"
{ printf 'Virksomhed;Emne;Titel;Modtaget\n' && cat "$work/rows" "$work/rows" "$work/rows"; } | sed 's/^Virksomhed \([0-9]*\)/Virksomhed \1/' >"$work/many.csv"
"$aka" case import "$work/many.csv" >/dev/null 2>&1
{ "$aka" case list --status all -L 100000 -O json 2>"$work/err"; echo $? >"$work/status"; } | head -c 10 >/dev/null
check "nor is one that leaves in the middle of a long answer" [ "$(cat "$work/status")" -eq 0 ]
finish
