#!/usr/bin/env bash
# What leaves the office, read by others' readers: a letter holds what the preview showed, and nothing that was not agreed to.
source "$(dirname "$0")/harness.sh"
reader() { python3 -I "$(dirname "$0")/letters.py" "$@"; }
command -v python3 >/dev/null || { printf 'letters: skipped, there is no python3\n'; exit 77; }

# An alliance that can be answered.
cp -rL "$(dirname "$aka")/../share/aka/config" "$work/alliance" # what the link leads to, not the link
export AKA_CONFIG=$work/alliance
sed -i 's/^web = "naestvederhverv.dk"/&\nmail = "kontor@naestved.example"\nphone = "55771200"/' "$AKA_CONFIG/municipalities/naestved.toml"
sed -i 's/^id = "zbc"/&\nmail = "henvisning@zbc.example"/' "$AKA_CONFIG"/actors/*.toml
check "the configuration is whole" status_is 0 "$aka" config check

planted=("Zebrafirma Planteord" "1012345678" "Zenobia Kontaktord" "55779911" "zenobia@mailord.example" "Titelord om glas" "Beskrivelsesord" "Noteord")
cvrs=(99999918 99999926 99999934)
number=0
for scope in anonymous contact full; do
    cvr=${cvrs[$number]}
    number=$((number + 1))
    printf 'Beskrivelsesord: %s\n' "$(printf 'en lang linje om glas %.0s' {1..60})" >"$work/text"
    check "a case" status_is 0 "$aka" case new "Zebrafirma Planteord $number ApS" --cvr "$cvr" --pno 1012345678 --size 10-49 --contact "Zenobia Kontaktord" \
        --phone 55779911 --email zenobia@mailord.example -t amu --title "Titelord om glas" --occupation Jobord --positions 17 -F "$work/text" --force-new --received 2026-11-23 --today 2026-11-23
    printf 'Noteord\n' >"$work/note"
    check "a note" status_is 0 "$aka" case note $number -F "$work/note" --today 2026-11-23
    check "consent $scope" status_is 0 "$aka" case consent $number --give $scope --via phone --today 2026-11-23
    check "preview $scope" status_is 0 "$aka" refer send $number --actor zbc --reason company-wish --preview -O json -o "$work/preview.json" --today 2026-11-23
    check "sent $scope" status_is 0 "$aka" refer send $number --actor zbc --reason company-wish --today 2026-11-23
    check "letter $scope" status_is 0 "$aka" refer letter $number.1 --lang en -o "$work/$scope.eml" --today 2026-11-23
    [ $scope = anonymous ] && case_ref=NAE-26- || case_ref="no reference that is to stay out"
    check "what $scope lets be said, and nothing else" reader letter "$work/$scope.eml" "$work/preview.json" "$cvr" "$case_ref" "${planted[@]}"
    for format in txt md html json; do
        check "letter $scope as $format" status_is 0 "$aka" refer letter $number.1 --lang da -o "$work/$scope.$format" --today 2026-11-23
    done
done
check "the Danish mail" status_is 0 "$aka" refer letter 2.1 -o "$work/da.eml" --today 2026-11-23
check "its headers" reader headers "$work/da.eml" "Næstved Erhverv|kontor@naestved.example" "ZBC (Zealand Business College)|henvisning@zbc.example" "Henvisning NAE-26-0002.1: AMU-kurser"
check "the anonymous mail names no case" reader headers "$work/anonymous.eml" "Næstved Erhverv|kontor@naestved.example" "ZBC (Zealand Business College)|henvisning@zbc.example" "Referral: AMU vocational courses"
for word in "${planted[@]}" NAE-26- "99 99 99 18" 99999918 "55 77 99 11"; do
    for format in txt md html json; do
        lacks() { ! grep -qiF -- "$word" "$work/anonymous.$format"; }
        check "anonymous.$format without $word" lacks
    done
done
check "a reminder" status_is 0 "$aka" refer remind -O eml -o "$work/remind.eml" --today 2026-12-15
check "its headers" reader headers "$work/remind.eml" "Næstved Erhverv|kontor@naestved.example" "ZBC (Zealand Business College)|henvisning@zbc.example" "Påmindelse om henvisninger"
printf '{"shared": []}' >"$work/nothing.json"
check "it names no person, title or text" reader letter "$work/remind.eml" "$work/nothing.json" 1012345678 "Zenobia" 55779911 Titelord Beskrivelsesord Noteord NAE-26-0001 Jobord

check "a follow-up far ahead" status_is 0 "$aka" case followup 3 --on 2027-01-15 --today 2026-11-23
check "the agenda as a calendar" status_is 0 "$aka" status -O ics -o "$work/agenda.ics" --today 2026-11-23
reader calendar "$work/agenda.ics" "$(date -u +%Y%m%d)" >"$work/events"
cat >"$work/wanted" <<'EVENTS'
20261130 Answer due: NAE-26-0001.1 Zebrafirma Planteord 1 ApS (ZBC (Zealand Business College))
20261130 Answer due: NAE-26-0002.1 Zebrafirma Planteord 2 ApS (ZBC (Zealand Business College))
20261130 Answer due: NAE-26-0003.1 Zebrafirma Planteord 3 ApS (ZBC (Zealand Business College))
20261130 Follow-up: NAE-26-0001 Zebrafirma Planteord 1 ApS
20261130 Follow-up: NAE-26-0002 Zebrafirma Planteord 2 ApS
20270115 Follow-up: NAE-26-0003 Zebrafirma Planteord 3 ApS
EVENTS
check "follow-ups and answers, also beyond the week" diff <(LC_ALL=C sort "$work/events") "$work/wanted"
"$aka" status -O ics --today 2026-11-24 >"$work/again.ics"
check "the same events again" [ "$(reader uids "$work/agenda.ics")" = "$(reader uids "$work/again.ics")" ]
finish
