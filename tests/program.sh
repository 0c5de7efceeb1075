#!/usr/bin/env bash
# The real program: exit codes, full disks, who may read what it writes, what it opens, and that it never speaks to a network.
source "$(dirname "$0")/harness.sh"
db=$XDG_DATA_HOME/aka/aka.db

check "help" status_is 0 "$aka" --help
check "version" status_is 0 "$aka" --version
check "a mistyped command" status_is 3 "$aka" csae new
check "in one line" one_line
check "no register yet" status_is 7 "$aka" case list
check "in one line" one_line
check "a CPR number" status_is 4 "$aka" case new Fjordglas -t rekruttering --title "010190-1234"
check "nothing stored" status_is 5 "$aka" case show 1
check "an enquiry" status_is 0 "$aka" case new Fjordglas -t rekruttering
check "its reference alone" grep -qx 'NAE-..-0001' "$work/out"
check "mode 0600" [ "$(stat -c %a "$db")" = 600 ]
check "in a 0700 folder" [ "$(stat -c %a "$(dirname "$db")")" = 700 ]
check "no such case" status_is 5 "$aka" case show 99
check "no consent" status_is 4 "$aka" refer send 1 --pick draw
in_danish() { grep -q '^aka: ingen sag FAX-26-0099; se aka case list --status all$' "$work/err"; }
status_is 5 env -u AKA_LANG LANG=da_DK.UTF-8 "$aka" case show FAX-26-0099
check "Danish by the locale, installed or not" in_danish
status_is 5 env LC_ALL=C LANGUAGE=de "$aka" --lang da case show FAX-26-0099
check "Danish by the option, in the locale C" in_danish
status_is 5 env -u AKA_LANG LC_ALL=C LANG=da_DK.UTF-8 LANGUAGE=da "$aka" case show FAX-26-0099
check "English in the locale C" grep -q '^aka: no case FAX-26-0099;' "$work/err"
mkdir -p "$work/elsewhere/bin" "$work/elsewhere/share"
cp "$aka" "$work/elsewhere/bin/aka"
cp -r "$(dirname "$aka")/../share/locale" "$work/elsewhere/share/locale"
status_is 5 "$work/elsewhere/bin/aka" --lang da -C "$(dirname "$aka")/../share/aka/config" case show FAX-26-0099
check "the Danish texts are found beside the program" in_danish
check "cancelled: end of input counts only on a terminal" status_is 3 "$aka" case new --no-input

printf 'name = \n' >"$work/broken.toml"
mkdir -p "$work/broken/municipalities"
printf 'name = \n' >"$work/broken/alliance.toml"
check "a broken TOML file" status_is 6 "$aka" -C "$work/broken" actors list
check "names file, line and column" grep -q 'alliance.toml:1:' "$work/err"
for text in 'æ = 1' '[æ]' 'a = 1 æ'; do
    printf '%s\n' "$text" >"$work/broken/alliance.toml"
    check "TOML that toml++ must not see: $text" status_is 6 "$aka" -C "$work/broken" actors list
done

"$aka" case list >/dev/full 2>"$work/err"
check "a full disk behind the output" [ $? -eq 9 ]
"$aka" case new "Holmely ApS" -t rekruttering >/dev/full 2>"$work/err"
check "stored, though it could not be told" [ $? -eq 9 ]
check "it is there" status_is 0 "$aka" case show 2

sqlite3 "$work/foreign.db" 'CREATE TABLE t (a); PRAGMA application_id = 7;'
check "another program's database" status_is 7 "$aka" --db "$work/foreign.db" case list
printf 'no database\n' >"$work/text.db"
check "no database at all" status_is 7 "$aka" --db "$work/text.db" case list
ln -s "$db" "$work/link.db"
check "a symbolic link" status_is 7 "$aka" --db "$work/link.db" case list
cp "$db" "$work/newer.db" # nobody writes to it now
sqlite3 "$work/newer.db" 'PRAGMA user_version = 99;'
check "a newer register" status_is 7 "$aka" --db "$work/newer.db" case list
check "says to upgrade" grep -q 'upgrade aka' "$work/err"

check "backup" status_is 0 "$aka" data backup "$work/copy.db"
check "backup is mode 0600" [ "$(stat -c %a "$work/copy.db")" = 600 ]
check "backup can be read" status_is 0 "$aka" --db "$work/copy.db" case show 1
check "data check finds nothing" status_is 0 "$aka" data check
sqlite3 "$work/copy.db" "UPDATE event SET kind = 'case edit' WHERE seq = 1;"
check "data check finds a changed event" status_is 8 "$aka" --db "$work/copy.db" data check
"$aka" --db "$work/copy.db" data check >/dev/full 2>"$work/err"
check "and says that it could not tell which" [ $? -eq 9 ]
printf 'Virksomhed;Emne;Titel;Modtaget\nHolmely ApS;amu;Kursus;01-10-2020\n' >"$work/register.csv"
check "a register from a spreadsheet" status_is 0 "$aka" case import "$work/register.csv"
printf 'Virksomhed;Emne;Titel;Modtaget\nHolmely ApS;amu;;01-10-2020\n' >"$work/bad.csv"
check "one with a bad line" status_is 1 "$aka" case import "$work/bad.csv"
check "a bad register makes none" status_is 1 "$aka" --db "$work/none.db" case import "$work/bad.csv"
check "no register is there" [ ! -e "$work/none.db" ]
check "the day's clock" status_is 8 "$aka" status --exit-code --today +60d

kept=$work/.cache/aka
rm -rf "$kept"
check "the alliance" status_is 0 "$aka" actors topics
check "its short form is mode 0600" [ "$(stat -c %a "$kept"/network-*)" = 600 ]
check "in a 0700 folder" [ "$(stat -c %a "$kept")" = 700 ]
before=$(stat -c '%i %z' "$kept"/network-*)
mv "$work/out" "$work/first"
check "the alliance again" status_is 0 "$aka" actors topics
check "from the short form" [ "$(stat -c '%i %z' "$kept"/network-*)" = "$before" ]
check "the same" cmp -s "$work/out" "$work/first"
check "nothing kept elsewhere" status_is 0 env XDG_CACHE_HOME=relative "$aka" actors topics
check "a relative folder is none" [ ! -e relative ]
check "nowhere to keep it" status_is 0 env XDG_CACHE_HOME=/dev/null "$aka" actors topics
check "nothing is said" [ ! -s "$work/err" ]
check "the same without" cmp -s "$work/out" "$work/first"

if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    # As somebody else: root may read and write everything.
    mkdir "$work/theirs" && cp "$db" "$work/theirs/aka.db" && chmod 755 "$work" "$work/theirs" && chmod 644 "$work/theirs/aka.db"
    check "another user's register" status_is 7 setpriv --reuid 65534 --clear-groups "$aka" --db "$work/theirs/aka.db" case list
    chown 65534 "$work/theirs/aka.db" && chmod 444 "$work/theirs/aka.db"
    check "a read-only register is read" status_is 0 setpriv --reuid 65534 --clear-groups "$aka" --db "$work/theirs/aka.db" case list
    check "and not written" status_is 7 setpriv --reuid 65534 --clear-groups "$aka" --db "$work/theirs/aka.db" case new Holmely -t rekruttering
    check "in one line" one_line
    chmod 700 "$work"
fi

if strace -o "$work/trace" true 2>/dev/null; then
    export ASAN_OPTIONS=detect_leaks=0 # LeakSanitizer cannot work under ptrace
    quiet() { # no call to a network, whatever the command
        strace -f -e trace=network -o "$work/trace" "$aka" "$@" >/dev/null 2>&1 </dev/null
        ! grep -qE '\b(socket|connect|bind|sendto|recvfrom)\(' "$work/trace"
    }
    for call in "--help" "case new Solbakken -t amu" "case list" "case show 1" "case edit 1 --positions 2" "case followup 1 --on +5d" "case consent 1 --give contact --via phone" \
        "refer suggest 1" "refer send 1 --pick draw" "refer letter 1.1 -O eml" "refer remind" "case receipt 1" "refer update 1.1 --status accepted" "refer done 1.1 --outcome helped" "refer list" "refer show 1.1" \
        "case close 1 --outcome met" "case reopen 1 --reason mistake" "case import $work/register.csv" "case outreach" "actors list" "actors show zbc" "actors topics" "actors schemes" "actors coverage" "actors verify zbc" "actors capacity zbc limited" "case feedback 1 --asked" "case handover 1 --to faxe" "report month" "report impartiality" "status" "status -O ics" \
        "data check" "data backup $work/b.db" "data restore $work/b.db -n" "data export $work/moved" "data import $work/moved --db $work/new.db" "config show" "config check" "config path" "config init $work/mine" "config init -M faxe --as JB" "help dates" "completion bash" "__complete case show "; do
        # shellcheck disable=SC2086
        check "no network: $call" quiet $call
    done
    untouched() { # neither register nor configuration is opened
        strace -f -e trace=openat,open,stat,newfstatat,access,readlink -o "$work/trace" "$aka" "$@" >/dev/null 2>&1
        ! grep -qE '\.toml|aka\.db' "$work/trace"
    }
    check "--help opens nothing" untouched --help
    check "--version opens nothing" untouched --version
    check "a usage error opens nothing" untouched case list --statsu
    check "help of a command opens nothing" untouched case new --help
    asks_only() { # pattern of what may not be opened, words... ; settings are read for the language
        local pattern=$1
        shift
        strace -f -e trace=openat -o "$work/trace" "$aka" __complete "$@" >/dev/null 2>&1
        ! grep -qE "$pattern" "$work/trace"
    }
    check "completing a command opens neither alliance nor register" asks_only 'aka\.db|alliance\.toml' case sh
    check "completing an actor leaves the register alone" asks_only 'aka\.db' actors show z
    check "completing a case only reads" asks_only 'aka\.db.*(O_RDWR|O_WRONLY)|journal.*O_CREAT' case show ""
    reads_only_toml() {
        strace -f -e trace=openat -o "$work/trace" "$aka" actors topics >/dev/null 2>&1
        ! grep -q 'aka\.db' "$work/trace"
    }
    check "actors topics leaves the register alone" reads_only_toml
    reads_topics() { # command...
        strace -f -e trace=openat -o "$work/trace" "$aka" "$@" >/dev/null 2>&1
        grep -q 'topics\.toml' "$work/trace"
    }
    reads_no_topics() { ! reads_topics "$@"; }
    check "the alliance's files are not read again" reads_no_topics actors topics
    check "nor to complete" reads_no_topics __complete actors show z
    check "config check reads them" reads_topics config check
else
    printf 'program: skipped 57 checks that need ptrace\n'
fi
finish
