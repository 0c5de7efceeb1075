#!/usr/bin/env bash
# The main job on the shipped configuration: a day of a consultant, then two years of invented cases and the month's summary.
# Usage: demo.sh BUILD_FOLDER
set -euo pipefail
build=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/aka-demo-XXXXXX")
export PATH="$(cd "$build/bin" && pwd):$PATH" AKA_DB="$work/aka.db" AKA_MUNICIPALITY=naestved AKA_USER=MK XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work"
unset AKA_CONFIG
today=2026-11-21

show() { printf '\n$ aka'; printf ' %q' "$@"; printf '\n'; aka --today "$today" -O table "$@"; }

printf 'A register of its own: %s\n' "$AKA_DB"
"$build/bin/aka_generate" --config "$build/share/aka/config" --db "$AKA_DB" --cases 4000 --until 2026-11-20
ref=$(aka --today "$today" case new "Tystrup Teknik ApS" --cvr 99999918 -t faglaert --title "Mangler 2 industriteknikere" --positions 2)
printf '\n$ aka case new "Tystrup Teknik ApS" --cvr 99999918 -t faglaert --title "Mangler 2 industriteknikere" --positions 2\n%s\n' "$ref"
number=$(printf '%s' "${ref##*-}" | sed 's/^0*//')
show actors list --topic elev-laerling --municipality faxe
show case consent "$number" --give contact --via phone
show refer suggest "$number"
show refer send "$number" --pick draw
show refer update "$number.1" --status accepted
show refer done "$number.1" --outcome helped --hires 2
show case close "$number" --outcome met --filled 2
show case show "$number"
show status
show report month 2026-10 -M all
cat <<END

The register lies in $work. To go on playing:
  export PATH="$(cd "$build/bin" && pwd):\$PATH" AKA_DB=$AKA_DB AKA_MUNICIPALITY=naestved AKA_USER=MK
  aka status
END
