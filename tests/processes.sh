#!/usr/bin/env bash
# Several at once on a fresh register: every reference once, in a row, none lost.
source "$(dirname "$0")/harness.sh"

many=30
for i in $(seq "$many"); do
    "$aka" case new "Virksomhed $i ApS" -t rekruttering >"$work/ref.$i" 2>"$work/err.$i" &
done
wait
cat "$work"/err.* | grep '^aka: '
cat "$work"/ref.* | sort >"$work/got"
seq -f "NAE-$(date +%y)-%04.0f" "$many" >"$work/wanted"
check "$many at once give $many references in a row" diff "$work/wanted" "$work/got"
check "and as many cases" [ "$("$aka" case list --count)" = "$many" ]
check "with a whole audit chain and ledger" status_is 0 "$aka" data check

# A third program holds the register for a moment: the two wait and both succeed.
sqlite3 "$XDG_DATA_HOME/aka/aka.db" "BEGIN IMMEDIATE;" ".shell sleep 1" "COMMIT;" &
sleep 0.2
"$aka" case new "En ApS" -t amu >"$work/one" 2>&1 &
one=$!
"$aka" case new "To ApS" -t amu >"$work/two" 2>&1 &
two=$!
check "the first of two succeeds" wait "$one"
check "the second of two succeeds" wait "$two"
wait

# Ctrl-C in the middle of an import.
{
    printf 'Virksomhed;Emne;Titel;Modtaget\n'
    seq -f 'Virksomhed %.0f ApS;amu;Kursus;01-10-2020' 4000
} >"$work/register.csv"
journal=$XDG_DATA_HOME/aka/aka.db-journal
cases=$("$aka" case list --status all --count)
set -m # a job of its own: one of a script's background would not hear Ctrl-C
"$aka" case import "$work/register.csv" >"$work/out" 2>"$work/err" &
import=$!
set +m
for _ in $(seq 600); do # until it writes
    [ -s "$journal" ] && break
    sleep 0.1
done
check "an import writes" [ -s "$journal" ]
kill -INT "$import"
wait "$import"
check "Ctrl-C interrupts it" [ $? -eq 130 ]
check "nothing of it is kept" [ "$("$aka" case list --status all --count)" = "$cases" ]
check "and the register is whole" status_is 0 "$aka" data check

# A signal while a copy of the register is made: no half of it stays, unencrypted.
db=$XDG_DATA_HOME/aka/aka.db
check "the import, whole" status_is 0 "$aka" case import "$work/register.csv"
check "a backup" status_is 0 "$aka" data backup "$work/whole.db"
check "an export" status_is 0 "$aka" data export "$work/whole"

parts() { find "$work" -name '*.part*' | grep -c .; }

cut_off() { # signal, exit code, command...
    local signal=$1 wanted=$2 call
    shift 2
    set -m
    "$@" >"$work/out" 2>"$work/err" </dev/null &
    call=$!
    set +m
    for _ in $(seq 2000); do
        [ "$(parts)" -gt 0 ] && break
        sleep 0.01
    done
    [ "$(parts)" -gt 0 ] || { printf 'nothing was under way: %s\n' "$*"; return 1; }
    kill "-$signal" "$call"
    wait "$call" 2>/dev/null
    local got=$?
    [ "$got" -eq "$wanted" ] && [ "$(parts)" -eq 0 ] || { printf 'exit %s, %s left: %s\n' "$got" "$(parts)" "$*"; return 1; }
}

check "Ctrl-C in a backup" cut_off INT 130 "$aka" data backup "$work/cut.db"
check "SIGTERM in a restore" cut_off TERM 143 "$aka" --db "$work/restored.db" data restore "$work/whole.db"
check "a closed window in an import" cut_off HUP 129 "$aka" --db "$work/imported.db" data import "$work/whole"
check "Ctrl-C in an export" cut_off INT 130 "$aka" data export "$work/cut"
check "nothing got a name" [ ! -e "$work/cut.db" ] && [ ! -e "$work/restored.db" ] && [ ! -e "$work/imported.db" ] && [ ! -e "$work/cut" ]
check "the register is as it was" status_is 0 "$aka" --db "$db" data audit --verify
finish
