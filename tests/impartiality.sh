#!/usr/bin/env bash
# A favourite that is pushed is found, an honest year is cleared, and every figure of the report is that of a
# computation that shares nothing with it. Usage: impartiality.sh AKA AKA_YEAR SOURCE_FOLDER
source "$(dirname "$0")/harness.sh"
year=$2
source=$3
favourite=moment

write() { "$year" --config "$source/config" --requests 2000 "$@"; }
write --db "$work/honest.db" --seed 1 &
honest=$!
write --db "$work/pushed.db" --seed 2 --favourite "$favourite" --push 30 &
pushed=$!
check "an honest year is written" wait "$honest"
check "a year with a favourite is written" wait "$pushed"

draw=$(sqlite3 "$work/pushed.db" "SELECT d.id FROM draw d WHERE (SELECT count(*) FROM draw_place p WHERE p.draw_id = d.id) > 5 LIMIT 1 OFFSET 700")
swapped=$(sqlite3 "$work/pushed.db" "SELECT case_ref || ' ' || topic FROM draw WHERE id = $draw")
cp "$work/pushed.db" "$work/tampered.db" # nobody writes to it now
sqlite3 "$work/tampered.db" "UPDATE draw_place SET place = -place WHERE draw_id = $draw AND place IN (3, 4);
    UPDATE draw_place SET place = 7 + place WHERE draw_id = $draw AND place < 0;"

reports=()
report() { # name, register, options...
    "$aka" --db "$work/$2.db" --today 2027-01-04 report impartiality 2026 -O json "${@:3}" >"$work/$1.json" &
    reports+=($!)
}
report year honest -M all
report part honest -M roskilde --topic studerende
report pushed pushed -M all
report tampered tampered -M all
check "the reports are made" wait "${reports[@]}"
agrees() { # name, register, options of the oracle...
    python3 "$source/tests/oracles/impartiality.py" "$work/$2.db" "$work/$1.json" "${@:3}" >"$work/out" || { cat "$work/out"; return 1; }
}
figure() { jq -r "$2" "$work/$1.json"; }

check "the honest year is as computed, and nobody stands out" agrees year honest
check "enough is tested to say so" [ "$(figure year .period.tested)" -gt 50 ]
check "every draw reproduces" [ "$(figure year '.draws.reproduce == .draws.stored')" = true ]
check "with extra proposals" [ "$(figure year .period.extra_proposals)" -gt 20 ]
check "with draws made again" [ "$(figure year .period.redraws)" -gt 20 ]
check "with referrals to those who are not eligible" [ "$(figure year '.overrides[-1].not_eligible')" -gt 5 ]
check "with repeated referrals" [ "$(figure year '.period.referrals - .period.counted - .overrides[-1].not_eligible')" -gt 5 ]
check "and it is said that nobody stands out" grep -q 'None of the [0-9]* actors tested stands out' "$work/year.json"
check "a topic with its leaves in one municipality is as computed" agrees part honest --municipality roskilde --topic studerende
check "and too little to tell" [ "$(figure part .period.long_enough)" = false ]
check "the favourite stands out, and nobody else" agrees pushed pushed --stands-out "$favourite=more"
check "by name" grep -q '1 of the [0-9]* actors tested stands out: Moment (more)' "$work/pushed.json"
check "of 2,000 draws the one that was tampered with is named" [ "$(figure tampered '.wrong_draws[] | .case + " " + .topic')" = "$swapped" ]
check "and all else is as computed" agrees tampered tampered --stands-out "$favourite=more"
check "data check names it too" status_is 8 "$aka" --db "$work/tampered.db" data check
check "by its case" grep -q "1 of [0-9]* stored draws do not reproduce, the first that of ${swapped% *}" "$work/out"
finish
