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
finish
