#!/usr/bin/env bash
# The package as somebody gets it: packed twice with the same bytes, passed by lintian, installed in a new Debian without
# anything else, a day played there in both languages by somebody without rights, the manual found, and taken away again.
# Usage: package.sh BUILD_FOLDER. In the new Debian it calls itself with --inside and --day.
set -euo pipefail
passed=0

fail() { printf 'package: FAILED: %s\n' "$*" >&2; exit 1; }

check() { # what, command...
    local what=$1
    shift
    "$@" || fail "$what"
    passed=$((passed + 1))
}

says() { # what must be in the answer, command...
    local wanted=$1 said
    shift
    said=$("$@" 2>&1) || fail "$* ended with $?: $said"
    [[ $said == *"$wanted"* ]] || fail "$* does not say \"$wanted\" but: $said"
    passed=$((passed + 1))
}

play_day() {
    export AKA_MUNICIPALITY=naestved AKA_USER=MK
    unset LANG LANGUAGE LC_ALL AKA_LANG
    local register=$HOME/.local/share/aka/aka.db
    english() { aka --today 2026-11-23 "$@"; }
    danish() { aka --today 2026-11-23 --lang da --db "$HOME/dansk.db" "$@"; }
    check "no Danish locale is here" test -z "$(locale -a | grep -i ^da || true)"
    says "aka 0." aka --version
    says "Record enquiries" aka --help
    says NAE-26-0001 english case new "Tystrup Teknik ApS" --cvr 99999918 -t faglaert --title "Mangler 2 industriteknikere" --positions 2
    says smvdanmark english actors list --topic elev-lærling --municipality faxe
    says "consent contact by phone" english case consent 1 --give contact --via phone
    says NAE-26-0001.1 english refer send 1 --pick draw
    says "next in the draw" english refer update 1.1 --status declined --reason no-candidates
    says "0 overdue" english -O table status
    says "" english report month 2026-11 -o "$HOME/november.md"
    check "the report is in English" grep -q "^# Monthly summary 2026-11" "$HOME/november.md"
    says "Kommandoer" danish --help
    says NAE-26-0001 danish case new "Tystrup Teknik ApS" --cvr 99999918 -t faglaert --title "Mangler 2 industriteknikere" --positions 2
    says smvdanmark danish actors list --topic elev-lærling --municipality faxe
    says "samtykke" danish case consent 1 --give contact --via phone
    says NAE-26-0001.1 danish refer send 1 --pick draw
    says "næste i lodtrækningen" danish refer update 1.1 --status declined --reason no-candidates
    says "0 over fristen" danish -O table status
    says "" danish report month 2026-11 -o "$HOME/november-da.html"
    check "the report is in Danish" grep -q 'lang="da"' "$HOME/november-da.html"
    says "" english case list -o "$HOME/cases.xlsx"
    check "a workbook is made" test "$(head -c 2 "$HOME/cases.xlsx")" = PK
    says BEGIN:VCALENDAR english status -O ics
    says "" aka --today 2026-12-02 -M all report publish month 2026-11 --audience partner -o "$HOME/published.csv"
    says "all is well" english data check
    check "nobody else reads the register" test "$(stat -c %a "$register")" = 600
    echo $passed
}

# Every page of the manual is what man finds by its name, section and language.
find_pages() {
    local file name section tongue pages=0
    while read -r file; do
        name=$(basename "$file" .gz)
        section=${name##*.}
        tongue=$(dirname "$(dirname "$file")")
        tongue=${tongue#/usr/share/man}
        check "man finds $file" test "$(man ${tongue:+-L "${tongue#/}"} -w "$section" "${name%.*}")" = "$file"
        pages=$((pages + 1))
    done < <(dpkg -L aka | grep '^/usr/share/man/.*gz$')
    check "there are pages" test "$pages" -ge 10
}

inside() { # in the new Debian, as root
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends /tmp/aka.deb >/dev/null
    useradd --create-home consultant
    local day
    day=$(su - consultant -c "bash /tmp/package.sh --day")
    passed=$((passed + day))
    # shellcheck disable=SC2046
    apt-get install -y -qq --no-install-recommends $(dpkg-query -W -f '${Recommends}' aka | tr -d ,) >/dev/null
    find_pages
    check "man shows the page" sh -c 'su - consultant -c "man -P cat aka" | grep -q "^NAME"'
    check "age seals a backup" su - consultant -c "age-keygen -o key 2>/dev/null; age-keygen -o other 2>/dev/null;
        aka data backup copy.age --to \$(age-keygen -y key) --to \$(age-keygen -y other) -q"
    local register=/home/consultant/.local/share/aka/aka.db before files
    before=$(sha256sum "$register")
    files=$(dpkg -L aka)
    apt-get purge -y -qq aka >/dev/null
    for file in $files; do
        [ ! -f "$file" ] || fail "$file is left after the purge"
    done
    check "the register stays" test "$before" = "$(sha256sum "$register")"
    printf 'package: %s passed, 0 failed\n' $passed
}

case $1 in
    --day) play_day; exit ;;
    --inside) inside; exit ;;
esac

build=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/aka-package-XXXXXX")
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(date -d "2026-11-22 12:00Z" +%s)
export SOURCE_DATE_EPOCH
umask 022
for turn in 1 2; do
    cpack --config "$build/CPackConfig.cmake" -B "$work/$turn" >"$work/said" 2>&1 || fail "$(cat "$work/said")"
done
cmp "$work"/1/aka_*.deb "$work"/2/aka_*.deb || fail "packed twice it is not the same"
lintian --allow-root --fail-on error,warning "$work"/1/aka_*.deb || fail "lintian found faults"
sources=()
[ ! -f /etc/apt/sources.list.d/debian.sources ] || sources=(/etc/apt/sources.list.d/debian.sources)
chmod 755 "$work" "$work/1"
mmdebstrap --quiet --variant=minbase --format=null \
    --customize-hook="upload $(echo "$work"/1/aka_*.deb) /tmp/aka.deb" \
    --customize-hook="upload $0 /tmp/package.sh" \
    --customize-hook='chroot "$1" bash /tmp/package.sh --inside' \
    bookworm /dev/null "${sources[@]}"
