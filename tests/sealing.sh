#!/usr/bin/env bash
# Backups encrypted with the real age, for two keys: each opens them alone, nothing else does, and nothing open is left.
source "$(dirname "$0")/harness.sh"
command -v age >/dev/null && command -v age-keygen >/dev/null || { echo "sealing: skipped, age is not installed"; exit 77; }
db=$XDG_DATA_HOME/aka/aka.db
for key in one two other; do age-keygen -o "$work/$key.txt" 2>/dev/null; done
one=$(age-keygen -y "$work/one.txt")
age-keygen -y "$work/two.txt" >"$work/keys.txt"
name_of() { ls -A "$(dirname "$db")" "$work" | grep -c '\.part'; }

check "an enquiry" status_is 0 "$aka" case new "Fjordglas ApS" -t amu --title "Vinduespudserens hemmelighed"
check "an encrypted backup" status_is 0 "$aka" data backup "$work/copy.db.age" --to "$one" --to "$work/keys.txt"
check "is age's" grep -aq '^age-encryption.org/v1' "$work/copy.db.age"
check "for this user alone" [ "$(stat -c %a "$work/copy.db.age")" = 600 ]
check "with nothing open in it" sh -c "! grep -aq hemmelighed '$work/copy.db.age'"
check "beside the register by itself" status_is 0 "$aka" data backup --to "$one"
check "named by the moment" sh -c "ls '$(dirname "$db")' | grep -qE '^aka-20.*Z\.db\.age\$'"
check "another enquiry" status_is 0 "$aka" case new Holmely -t amu
for key in one two; do
    check "opened by $key" status_is 0 "$aka" --db "$work/$key.db" data restore "$work/copy.db.age" --identity "$work/$key.txt"
    check "with its case" status_is 0 "$aka" --db "$work/$key.db" case show 1
done
check "not by another" status_is 1 "$aka" data restore "$work/copy.db.age" --identity "$work/other.txt" --confirm aka.db
check "and nothing changed" status_is 0 "$aka" case show 2
head -c 600 "$work/copy.db.age" >"$work/cut.db.age"
check "a cut one is refused" status_is 1 "$aka" data restore "$work/cut.db.age" --identity "$work/one.txt" --confirm aka.db
check "a key that is none is refused" status_is 1 "$aka" data backup "$work/nonsense.db.age" --to age1nonsense  # one named by the moment may be there
check "in the place of the register" status_is 0 "$aka" data restore "$work/copy.db.age" --identity "$work/one.txt" --confirm aka.db
check "which was kept" sh -c "ls '$(dirname "$db")' | grep -q '^aka-replaced-20'"
check "the later enquiry is not in it" status_is 5 "$aka" case show 2
check "nothing passing is left" [ "$(name_of)" -eq 0 ]
finish
