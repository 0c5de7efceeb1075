#!/usr/bin/env bash
# What is published from a generated register gives no business away: the attacker reads the published files alone,
# the true figures only to judge itself. It does succeed where figures are hidden without thought.
# Usage: publishing.sh AKA AKA_GENERATE SOURCE [long]
# short: a quarter, its months, the alliance's and a funder's reports. long: two years of them.
source "$(dirname "$0")/harness.sh"
aka=$1
generate=$2
source=$3
years=2026
quarters=1
if [ "${4:-}" = long ]; then
    years="2025 2026"
    quarters="1 2 3 4"
fi
attacker="$source/tests/oracles/attacker.py"
export HOME=$work AKA_CONFIG=$source/config

"$generate" --config "$source/config" --db "$work/register.db" --cases "${CASES:-1200}" --seed 11 --years 2 \
    --until 2026-12-20 >"$work/generated"

place=1000
publish() { # folder, register, report, period, arguments
    local folder=$1 register=$2 report=$3 period=$4
    shift 4
    mkdir -p "$work/$folder"
    place=$((place + 1))
    "$aka" --db "$register" --as MK -M all -q --today 2027-01-05 report publish "$report" "$period" "$@" \
        -o "$work/$folder/$place-$report-$period.csv"
}

truth() { # register
    echo "period,municipality,municipalities,measure,unit,dimension,category,covers,value,businesses"
    sqlite3 -csv "$1" "SELECT period, municipality, municipalities, measure, unit, dimension, category, covers,
        max(value), max(businesses) FROM published_figure
        GROUP BY months, municipalities, measure, dimension, covers" | tr -d '"'
}

# The alliance's months and its funder's, the quarter, the year.
all_of() { # folder, register
    local folder=$1 register=$2 year quarter month
    for year in $years; do
        for quarter in $quarters; do
            for month in $((3 * quarter - 2)) $((3 * quarter - 1)) $((3 * quarter)); do
                month=$year-$(printf %02d "$month")
                publish "$folder" "$register" month "$month" --audience public
                publish "$folder" "$register" funder "$month" --funder region-sjaelland --audience funder
            done
            publish "$folder" "$register" month "$year-Q$quarter" --audience public
            publish "$folder" "$register" unmet "$year-Q$quarter" --audience public
            publish "$folder" "$register" funder "$year-Q$quarter" --funder region-sjaelland --audience funder
        done
        [ "${quarters#* }" = "$quarters" ] || publish "$folder" "$register" month "$year" --audience public
    done
}

cp "$work/register.db" "$work/careful.db"
all_of careful "$work/careful.db"
truth "$work/careful.db" >"$work/truth.csv"
check "figures are published, some of them hidden" \
    test "$(cat "$work"/careful/*.csv | grep -c ',\*')" -gt 10
check "from what is published nobody can tell a small figure" \
    python3 "$attacker" "$work/careful" --truth "$work/truth.csv"
check "nor can who knows that none of these is 0" \
    python3 "$attacker" "$work/careful" --truth "$work/truth.csv" --knows-zeros

# A quarter of the same figures, small ones hidden and nothing else.
mkdir "$work/naive"
for file in "$work"/careful/100?-*.csv; do
    awk -F, -v OFS=, 'NR == FNR { if (FNR > 1) { key = $1 FS $3 FS $4 FS $6 FS $8; value[key] = $9; businesses[key] = $10 + 0 } next }
        FNR > 1 { sub(/\r$/, ""); key = $1 FS $3 FS $4 FS $6 FS $8
            if (key in value) $9 = businesses[key] > 0 && businesses[key] < 5 ? "*" : value[key] }
        { sub(/\r$/, ""); print $0 "\r" }' "$work/truth.csv" "$file" >"$work/naive/${file##*/}"
done
python3 "$attacker" "$work/naive" --truth "$work/truth.csv" >"$work/naive.out"
check "hiding small figures alone is broken by the same attacker" test $? -eq 1

# Each publication from a ledger that knows no other.
for month in 01 02 03; do
    cp "$work/register.db" "$work/alone.db"
    publish alone "$work/alone.db" month "2026-$month" --audience public
done
cp "$work/register.db" "$work/alone.db"
publish alone "$work/alone.db" month 2026-Q1 --audience public
python3 "$attacker" "$work/alone" --truth "$work/truth.csv" >"$work/alone.out"
check "months and their quarter published without the ledger are broken too" test $? -eq 1

finish
