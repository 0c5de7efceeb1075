#!/usr/bin/env bash
# The attacker finds what hiding small figures alone gives away, and finds nothing where nothing is.
# Usage: attacker.sh ATTACKER AKA_HIDE
source "$(dirname "$0")/harness.sh"
attacker=$1
hide=$2
columns=period,municipality,municipalities,measure,unit,dimension,category,covers,value

# Publishes a table with its totals in $work/FOLDER/PERIOD.csv and the truth in $work/FOLDER.truth. As many
# businesses as the value says are behind a figure.
table() { # folder, period, rows: the values of a municipality by topic, as "20 2* 10": with a star what is hidden
    local folder=$1 period=$2
    shift 2
    mkdir -p "$work/$folder"
    [ -e "$work/$folder.truth" ] || echo "$columns,businesses" >"$work/$folder.truth"
    echo "$columns" >"$work/$folder/$period.csv"
    printf '%s\n' "$@" | awk -v period="$period" -v published="$work/$folder/$period.csv" -v truth="$work/$folder.truth" '
        function tell(place, places, topic, value, star) {
            row = period "," place "," places ",needs,needs," (topic == "" ? ",," : "topic," topic "," topic)
            print row "," (star ? "*" : value) >>published
            print row "," value "," value >>truth
        }
        BEGIN { split("faxe ringsted stevns", names) }
        {
            sum = 0
            all = all (NR > 1 ? " " : "") names[NR]
            for (i = 1; i <= NF; ++i) {
                sum += $i + 0
                topics[i] += $i + 0
                tell(names[NR], names[NR], "t" i, $i + 0, $i ~ /\*/)
            }
            total += sum
            tell(names[NR], names[NR], "", sum, 0)
        }
        END {
            for (i = 1; i in topics; ++i) tell("all", all, "t" i, topics[i], 0)
            tell("all", all, "", total, 0)
        }'
}
attack() { python3 "$attacker" "$work/$1" --truth "$work/$1.truth" "${@:2}"; }
says() { grep -qxF -e "$1" "$work/out" || { cat "$work/out" "$work/err"; return 1; }; }

table alone 2026-10 "20 2* 10" "8 19 7" "17 5 12"
check "a small figure hidden alone is broken" status_is 1 attack alone --threshold 3
check "and named" says "broken: 2026-10 faxe needs topic t2 is 2 at least and 2 at most"
check "with how it was counted" says "files 1, figures 16, hidden 1, small 1, broken 1, insiders 0, broken by insiders 0"
check "each hidden figure is told" status_is 0 python3 "$attacker" "$work/alone"
check "with what it can be" says "2026-10.csv,3,2,2"

table safe 2026-10 "20 2* 10*" "8 19 7" "17 5* 12*"
check "hidden with three others it is safe" status_is 0 attack safe --threshold 3
check "and all is counted" says "files 1, figures 16, hidden 4, small 1, broken 0, insiders 0, broken by insiders 0"
check "but not when it has to reach further" status_is 1 attack safe --threshold 8
check "each hidden figure has its interval" status_is 0 python3 "$attacker" "$work/safe"
check "as worked out by hand" says "2026-10.csv,3,0,7"

table narrow 2026-10 "20 1* 1*" "8 19 7" "17 1* 1*"
check "figures that are known too well are broken" status_is 1 attack narrow --threshold 3
check "as they stay below what they have to reach" says "broken: 2026-10 faxe needs topic t2 is 2 at most"

table shown 2026-10 "20 2 10*" "8 19 7" "17 5* 12*"
check "a small figure that is shown is broken" status_is 1 attack shown --threshold 3
check "by looking at it" says "broken: 2026-10 faxe needs topic t2 is shown"

table months 2026-10 "6 2* 4*" "5 7 9" "8 4* 6*"
table months 2026-11 "9 5 7" "6 8 4" "5 6 10"
table months 2026-12 "9 5 7" "6 8 4" "5 6 10"
check "months are safe" status_is 0 attack months --threshold 3
cp -r "$work/months" "$work/quarter" && cp "$work/months.truth" "$work/quarter.truth"
table quarter 2026-Q4 "24 12 18" "17 23 17" "18 16 26"
check "a quarter in full gives the month away" status_is 1 attack quarter --threshold 3
check "and only that" says "files 4, figures 64, hidden 4, small 1, broken 1, insiders 0, broken by insiders 0"
cp -r "$work/months" "$work/linked" && cp "$work/months.truth" "$work/linked.truth"
table linked 2026-Q4 "24 12* 18*" "17 23 17" "18 16* 26*"
check "a quarter with the same figures hidden does not" status_is 0 attack linked --threshold 3
cp -r "$work/months" "$work/changed" && cp "$work/months.truth" "$work/changed.truth"
table changed 2026-Q4 "24 12 18" "17 23 17" "18 16 29"
check "nor one that the register was changed before" status_is 0 attack changed --threshold 3

table inside 2026-10 "20 1* 5*" "8 19 7" "17 5* 1*"
check "a business that knows its own figure computes another's" status_is 1 attack inside --threshold 3
check "the one the other's, and the other way round" says "files 1, figures 16, hidden 4, small 2, broken 0, insiders 2, broken by insiders 2"
check "as it is" says "broken by an insider of 2026-10 faxe needs topic t2: 2026-10 stevns needs topic t3 is from 1 to 1"
table deceived 2026-10 "20 1* 5*" "8 19* 7*" "17 5* 1*"
check "with two more figures hidden it does not" status_is 0 attack deceived --threshold 3
check "though it was tried" says "files 1, figures 16, hidden 6, small 2, broken 0, insiders 2, broken by insiders 0"

mkdir "$work/quarters"
check "a quarter's tables are hidden" status_is 0 "$hide" --write "$work/quarters"
mv "$work/quarters/truth" "$work/quarters.truth"
check "so that nothing of them is broken" status_is 0 attack quarters
check "though much is hidden" grep -Eq '^files 4, figures 252, hidden 1[0-9][0-9], small [0-9]{2,}, broken 0, insiders [0-9]{2,}, broken by insiders 0$' "$work/out"

check "a folder without figures is no finding" status_is 2 python3 "$attacker" "$work/none"
echo "period,value" >"$work/safe/2026-09.csv"
check "nor is a file of another kind" status_is 2 attack safe
finish
