#!/usr/bin/env bash
# Every message of the sources has its Danish text, whole: nothing untranslated, doubtful or left over, the same
# placeholders, the same commands, options and variables. Then faults are planted, and each must be found.
set -uo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
po/update.sh pot >"$work/aka.pot" || exit 1
[ "$(grep -c '^msgid' "$work/aka.pot")" -gt 1000 ] || { echo "catalogue.sh: hardly a message was found in the sources"; exit 1; }

# What a person types must stand in both: aka case list, --status, AKA_LANG, a code as no-answer.
typed_words() { # msgid and msgstr of each entry, one a line, from a catalogue without wrapped lines
    awk '
        function typed(text, found, rest) {
            rest = text
            while (match(rest, /aka (case|refer|actors|report|status|config|data) [a-z]+|aka-[a-z]+\([0-9]\)|--[a-z][a-z-]*|AKA_[A-Z]+|-[MOCF]|[a-z_]+\.toml/)) {
                found[substr(rest, RSTART, RLENGTH)] = 1
                rest = substr(rest, RSTART + RLENGTH)
            }
        }
        /^msgid "/ { english = $0 }
        /^msgid_plural "/ { english = $0 }
        /^msgstr/ {
            delete words
            typed(english, words)
            for (word in words)
                if (index($0, word) == 0) print word " is missing: " $0
        }' "$1"
}

faults_of() { # a catalogue
    local catalogue=$1
    msgfmt --check --output-file=/dev/null "$catalogue" 2>&1
    msgattrib --untranslated --no-wrap "$catalogue" | grep '^msgid "..*"' | sed 's/^/untranslated: /'
    msgattrib --only-fuzzy --no-wrap "$catalogue" | grep '^msgid "..*"' | sed 's/^/fuzzy: /'
    msgattrib --only-obsolete --no-wrap "$catalogue" | grep '^#~ msgid' | sed 's/^/obsolete: /'
    msgcat --no-wrap --no-location --sort-output "$catalogue" | grep -v '^#~' | grep '^msgid "..*"' | sort >"$work/known"
    msgcat --no-wrap --no-location --sort-output "$work/aka.pot" | grep '^msgid "..*"' | sort >"$work/wanted"
    comm -13 "$work/known" "$work/wanted" | sed 's/^/in no catalogue: /'
    comm -23 "$work/known" "$work/wanted" | sed 's/^/in no source: /'
    msgcat --no-wrap --no-location "$catalogue" >"$work/plain"
    typed_words "$work/plain"
}

faults=$(faults_of po/da.po)
if [ -n "$faults" ]; then
    echo "po/da.po: translate what is new after po/update.sh (./dev.sh messages)"
    echo "$faults"
    exit 1
fi

missed=0
plant() { # name, a command that reads the catalogue and writes a faulty one
    local name=$1
    shift
    "$@" <po/da.po >"$work/faulty.po"
    if cmp -s po/da.po "$work/faulty.po"; then
        echo "the fault \"$name\" could not be planted"
        missed=1
    elif [ -z "$(faults_of "$work/faulty.po")" ]; then
        echo "the fault \"$name\" was not found"
        missed=1
    fi
}
without_entry() { awk 'BEGIN { RS = ""; ORS = "\n\n" } !/\nmsgid "nothing found"\n/'; }
with_entry() { cat; printf '\nmsgid "nobody says this"\nmsgstr "det siger ingen"\n'; }
with_obsolete() { cat; printf '\n#~ msgid "once said"\n#~ msgstr "engang sagt"\n'; }

plant untranslated sed 's/^msgstr "intet fundet"$/msgstr ""/'
plant fuzzy sed 's/^msgid "nothing found"$/#, fuzzy\n&/'
plant missing without_entry
plant "in no source" with_entry
plant obsolete with_obsolete
plant "a lost placeholder" sed 's/^msgstr "ville blive {reference}"$/msgstr "ville blive"/'
plant "another placeholder" sed 's/^msgstr "ville blive {reference}"$/msgstr "ville blive {henvisning}"/'
plant "a translated option" sed 's/^msgstr "--funder hører til/msgstr "--bevillingsgiver hører til/'
plant "a translated command" sed 's/; se aka actors topics"$/; se aka aktører emner"/'
[ "$missed" -eq 0 ] && echo "$(wc -l <"$work/known") messages in Danish; nine planted faults were found"
exit "$missed"
