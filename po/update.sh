#!/usr/bin/env bash
# Reads the messages out of the sources and brings the catalogues up to date; what is new in them waits for a
# translation. po/update.sh pot prints the template alone.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# xgettext knows no template arguments between a function's name and its parenthesis, nor that what stands behind an
# example of a command tells what it does.
sources=$(find src include -name '*.[ch]pp')
for file in $sources; do
    mkdir -p "$work/tree/$(dirname "$file")"
    sed -E -e 's/\b(noun|root|command)\.add(<[A-Za-z:]+>)?\(/add_command(/' \
        -e 's/"aka [^"]*[^" ]   +([^"]+)"/to_translate("\1")/' "$file" >"$work/tree/$file"
done

# Help texts are arguments of the functions that declare them (include/aka/cli/command.hpp).
(cd "$work/tree" && find . -name '*.?pp' -printf '%P\n' | LC_ALL=C sort |
    xgettext --files-from=- --output=- --language=C++ --from-code=UTF-8 --add-location=file --sort-by-file \
        --package-name=aka --foreign-user --keyword= \
        --keyword=tr --keyword=trn:1,2 --keyword=translate --keyword=to_translate \
        --keyword=add_command:2 --keyword=remark --keyword=option:4 --keyword=flag:3 --keyword=choice:3 \
        --keyword=argument:3 --keyword=optional_argument:3 --keyword=arguments:3 --keyword=optional_arguments:3) |
    # A "% c" in a sentence is no format of C; what stands in braces is one, which msgfmt then checks.
    awk 'BEGIN { RS = ""; ORS = "\n\n" }
         { gsub(/#, c-format\n/, "") }
         NR == 1 { sub(/"POT-Creation-Date: [^"]*"\n/, ""); sub(/\n#, fuzzy\n/, "\n") }
         NR > 1 && /\{[a-z_]+[:}]/ { sub(/msgid/, "#, python-brace-format\nmsgid") }
         { print }' >"$work/aka.pot"

if [ "${1:-}" = pot ]; then
    cat "$work/aka.pot"
    exit
fi
for catalogue in po/*.po; do
    msgmerge --quiet --no-fuzzy-matching --add-location=file --sort-by-file --backup=none --update "$catalogue" "$work/aka.pot"
    msgattrib --no-obsolete --add-location=file --sort-by-file --output-file="$work/merged.po" "$catalogue"
    cp "$work/merged.po" "$catalogue"
    printf '%s: ' "$catalogue" >&2
    msgfmt --statistics --output-file=/dev/null "$catalogue"
done
