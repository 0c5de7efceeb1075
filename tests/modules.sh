#!/usr/bin/env bash
# Workbook, calendar and solver stand in modules, which lie beside the program and are looked for nowhere else: they are
# found from any folder, and one that is missing or foreign is told before anything is stored.
source "$(dirname "$0")/harness.sh"
aka=$(realpath "$aka")
here=$(dirname "$(dirname "$aka")")
modules=$(dirname "$(find "$here" -maxdepth 5 -path '*/aka/modules/aka_solver.so' | head -1)")
check "the modules are there" [ -f "$modules/aka_workbook.so" ]
within=${modules#"$here"/}

"$aka" -q --today 2026-08-03 case new "Fjordglas ApS" -t rekruttering >/dev/null 2>&1
cd "$work" || exit 1
mkdir elsewhere && cd elsewhere || exit 1
is_workbook() { [ "$(head -c 2 "$1")" = PK ]; }
check "a workbook from any folder" status_is 0 "$aka" case list -o cases.xlsx
check "it is one" is_workbook cases.xlsx
check "a calendar from any folder" status_is 0 "$aka" status -O ics
check "it is one" grep -q '^BEGIN:VCALENDAR' "$work/out"
check "a publication from any folder" status_is 0 "$aka" --today 2026-11-23 -M all report publish month 2026-08 --audience partner -o published.csv
check "it is one" [ -s published.csv ]
check "no command that does without loads one" bash -c "! LD_DEBUG=files '$aka' case list 2>&1 | grep 'aka_.*[.]so'"

# A program without its modules; those lie where an attacker could put them.
mkdir -p bare/bin bare/share/aka lib/aka/modules "$within"
cp "$aka" bare/bin/aka
cp -r "$here/share/locale" bare/share/locale
cp -rL "$here/share/aka/config" bare/share/aka/config
cp "$modules"/*.so .
cp "$modules"/*.so lib/aka/modules
cp "$modules"/*.so "$within"
export LD_LIBRARY_PATH=$work/elsewhere
bare=$work/elsewhere/bare/bin/aka
names() { grep -q "^aka: a part of aka cannot be loaded: $work/elsewhere/bare/$within/aka_$1.so: .*; install aka again$" "$work/err"; }
refused() { # module, command...
    local module=$1
    shift
    check "without its module: $*" status_is 1 "$bare" "$@"
    check "in one line" one_line
    check "which names it" names "$module"
}
refused workbook case list -o none.xlsx
check "nothing was written" [ ! -e none.xlsx ]
refused calendar status -O ics
refused solver --today 2026-11-23 -M all report publish month 2026-09 --audience partner -o none.csv
check "nothing was written" [ ! -e none.csv ]
refused workbook case new "Holmely ApS" -t amu -o none.xlsx
check "nothing was stored" status_is 5 "$bare" case show 2
check "what needs no module works" status_is 0 "$bare" case show 1
unset LD_LIBRARY_PATH

# One that is another's, one that is none, and one of another version.
mkdir -p "bare/$within"
foreign() { grep -q "^aka: a part of aka cannot be loaded: .*/aka_workbook.so is not of aka .*; install aka again$" "$work/err"; }
cp "$modules/aka_calendar.so" "bare/$within/aka_workbook.so"
check "another module by its name" status_is 1 "$bare" case list -o none.xlsx
check "is told" foreign
cp "$(ldd "$aka" | awk '$1 ~ /^libm[.]so/ {print $3}')" "bare/$within/aka_workbook.so"
check "a library that is no module" status_is 1 "$bare" case list -o none.xlsx
check "is told" foreign
printf 'no library\n' >"bare/$within/aka_workbook.so"
check "no library at all" status_is 1 "$bare" case list -o none.xlsx
check "is told" names workbook
version=$("$aka" --version)
version=${version#aka }
version=${version%%-*}
LC_ALL=C sed "s/$version/9.9.9/g" "$modules/aka_workbook.so" >"bare/$within/aka_workbook.so"
check "a module of another version" status_is 1 "$bare" case list -o none.xlsx
check "is told" foreign
cp "$modules/aka_workbook.so" "bare/$within/aka_workbook.so"
check "with the right one it works" status_is 0 "$bare" case list -o cases.xlsx
finish
