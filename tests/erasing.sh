#!/usr/bin/env bash
# An erased case: no word of it is left in the register, its journal, the drafts or the temporary files.
# Usage: erasing.sh AKA [--broken]; broken: rows merely deleted, one planted word, one kept draft: each must be found.
source "$(dirname "$0")/harness.sh"
export TMPDIR=$work/tmp AKA_DB=$work/register/aka.db
drafts=$work/.local/state/aka
mkdir -p "$TMPDIR" "$work/register" "$drafts" "$work/letters" && chmod 700 "$work/register"

# Every word of the case begins with the same rare letters, so that folded words, stems and prefixes are found too.
words='zwæk|ZWÆK|Zwæk|zwaek'
numbers='99999918|1000000018|55667788|55 66 77 88|5566 7788'
left_in() { LC_ALL=C grep -aoEr "$words|$numbers" "$@" 2>/dev/null | sort | uniq -c; }
nowhere() { # files and folders...
    local found
    found=$(left_in "$@")
    [ -z "$found" ] || { [ -n "${quiet:-}" ] || printf '%s\n' "$found"; return 1; }
}
must() { status_is 0 "$aka" "$@" || failed=$((failed + 1)); }
typed() { # text, command...
    local text=$1
    shift
    printf '%s\n' "$text" >"$work/text"
    must "$@" -F "$work/text"
}

printf 'virksomhed;cvr;telefon;grund\nZwækfirma ApS;99999918;55667788;Zwækgrund, ring snart\n' >"$work/list.csv"
must case outreach --import "$work/list.csv"
typed 'Der mangler zwæktekst. Ring 55 66 77 88.' case new "Zwækfirma ApS" --cvr 99999918 --pno 1000000018 --form aps --size 10-49 \
    --contact "Ida Zwækkontakt" --phone 55667788 --email ida@zwækpost.dk -t faglaert -t amu --title "Zwæktitel om ZWÆKKURSER" \
    --occupation zwæksvejser --positions 3 --obstacle transport --consent full --via phone
typed 'Sagde zwæknote til os.' case note 1 --minutes 10
must case edit 1 --company "Zwækrettet ApS"
must case edit 1 --title "Zwæktitel igen"
must case followup 1 --on +5d
must refer send 1 --pick draw --topic faglaert
must refer letter 1.1 -O txt -o "$work/letters/1.1.txt"
must refer update 1.1 --status declined --reason no-candidates
must case close 1 --topic faglaert --outcome partly --reason declined --filled 1
must case close 1 --outcome met
typed 'Fordi zwækgenåbning.' case reopen 1 --reason not-solved
must case close 1 --outcome met
typed 'Tak for zwæksvar.' case feedback 1 --score 4 --recommend yes
must case new "Holmely ApS" -t amu --title "Bliver"
cp "$AKA_DB" "$work/before.db" # nobody writes to it now
must data backup
must data backup "$work/elsewhere.db"
printf 'NAE-26-0001: hun ringede igen\n' >"$drafts/note-1"
printf 'ida@zwækpost.dk skal have svar\n' >"$drafts/note-2"
printf 'Holmely vil have et kursus\n' >"$drafts/note-3"
check "all of it stands there first" [ "$(left_in "$AKA_DB" | wc -l)" -ge 5 ]

check "a dry run" status_is 0 "$aka" case erase 1 --reason subject-request --confirm 1 --dry-run
check "leaves the drafts" [ "$(find "$drafts" -type f | wc -l)" -eq 3 ]
check "and the case" cmp -s "$AKA_DB" "$work/before.db"
check "erased" status_is 0 "$aka" case erase 1 --reason subject-request --confirm 1
check "the backup beside it is named" grep -q 'register/aka-.*\.db may still hold it' "$work/err"
check "the actor that was told is named" grep -q 'NAE-26-0001.1 told ' "$work/err"
check "letters are named" grep -q 'letters and exported files are not known here' "$work/err"
check "each draft that went is named" [ "$(grep -c 'was deleted: a draft' "$work/err")" -eq 2 ]

if [ "${2:-}" = --broken ]; then
    quiet=yes
    check "erased as it should be, nothing is found" nowhere "$AKA_DB" "$drafts" "$TMPDIR"
    sqlite3 "$work/before.db" 'PRAGMA foreign_keys = OFF; PRAGMA secure_delete = OFF; DELETE FROM case_search; DELETE FROM event_body;
        DELETE FROM note; DELETE FROM feedback; DELETE FROM prospect; DELETE FROM referral; DELETE FROM contact; DELETE FROM business;
        DELETE FROM need; DELETE FROM case_file;' >/dev/null
    if nowhere "$work/before.db"; then check "rows merely deleted are found" false; else check "rows merely deleted are found" true; fi
    cp "$AKA_DB" "$work/planted.db"
    printf 'zwaekn' | dd of="$work/planted.db" bs=1 seek=4090 conv=notrunc status=none
    if nowhere "$work/planted.db"; then check "one planted word is found" false; else check "one planted word is found" true; fi
    printf 'zwæknote\n' >"$drafts/kept"
    if nowhere "$drafts"; then check "a kept draft is found" false; else check "a kept draft is found" true; fi
    finish
    exit
fi

check "no word of it in the register and its journal" nowhere "$AKA_DB" "$AKA_DB-journal" "$AKA_DB-wal"
check "nor in the drafts" nowhere "$drafts"
check "what tells of nothing erased is kept" [ -e "$drafts/note-3" ]
check "nor in temporary files" nowhere "$TMPDIR"
check "nor in a new backup" status_is 0 "$aka" data backup "$work/new.db"
check "nor in a new backup: no word" nowhere "$work/new.db"
check "nor in an export" status_is 0 "$aka" data export "$work/export"
check "nor in an export: no word" nowhere "$work/export"
check "the backup made before still holds it" [ "$(left_in "$work/elsewhere.db" | wc -l)" -ge 5 ]
check "the register is whole" status_is 0 "$aka" data audit --verify
check "the figures are there" status_is 0 "$aka" case list --status all --count
check "both cases" grep -qx 2 "$work/out"
check "written anew once more" status_is 0 "$aka" data compact
finish
