#!/usr/bin/env bash
# Workbooks and pages of the real program: typed cells as a reader of its own sees them, the same bytes, full disks.
source "$(dirname "$0")/harness.sh"
reader() { python3 -I "$(dirname "$0")/workbook.py" "$@"; }
command -v python3 >/dev/null || { printf 'documents: skipped, there is no python3\n'; exit 77; }
day="--today 2026-11-23"

check "a business that looks like a formula" status_is 0 "$aka" case new '=1+1 & <b>Søn</b>' -t rekruttering --title '_x0041_ "=cmd"' $day
check "another" status_is 0 "$aka" case new "Brdr. Ørum I/S" --cvr 99999918 -t faglaert -t amu --positions 3 --received 2026-10-05 $day
check "and one that ended" status_is 0 "$aka" case new "Åse Ko" -t faglaert --positions 2 --received 2026-10-06 $day
check "ended" status_is 0 "$aka" case close 3 --outcome partly --reason no-capacity --filled 1 $day

check "a report as a workbook" status_is 0 "$aka" report month 2026-10..2026-11 -M all -o "$work/month.xlsx" $day
check "and as JSON" status_is 0 "$aka" report month 2026-10..2026-11 -M all -o "$work/month.json" $day
check "every cell, with its type" reader compare "$work/month.xlsx" "$work/month.json" indicator
reader facts "$work/month.xlsx" >"$work/facts"
check "what the book says of itself" diff "$work/facts" - <<'FACTS'
sheets: Headline|From enquiry to help|Month by month|Municipalities|Topics|Actors referred to|Outcomes|Why needs were not met|Size of the business|Channels
made: 2026-11-23T12:00:00Z
first: Summary 2026-10..2026-11, all municipalities (1 Oct 2026 to 30 Nov 2026)
charts: 4
FACTS
check "a list as a workbook" status_is 0 "$aka" case list -o "$work/cases.xlsx" $day
check "and as JSON" status_is 0 "$aka" case list -o "$work/cases.json" $day
check "texts are texts, days are days" reader compare "$work/cases.xlsx" "$work/cases.json"

sleep 2.1 # beyond the steps in which an archive tells time
check "again, later" status_is 0 "$aka" report month 2026-10..2026-11 -M all -o "$work/again.xlsx" $day
check "the same bytes" cmp "$work/month.xlsx" "$work/again.xlsx"
mkdir "$work/tmp"
TMPDIR=$work/tmp "$aka" report month 2026-10..2026-11 -M all -O xlsx $day >"$work/piped.xlsx"
check "the same through a pipe" cmp "$work/month.xlsx" "$work/piped.xlsx"
check "nothing is left behind" [ -z "$(ls -A "$work/tmp")" ]
"$aka" report month 2026-10 -O xlsx >/dev/full 2>"$work/err" $day
check "a full disk behind the output" [ $? -eq 9 ]
check "no place for temporary files" env TMPDIR=/nowhere bash -c '! "$0" report month -O xlsx 2>"$1" >/dev/null' "$aka" "$work/err"
check "said in one line" one_line
check "with the way out" grep -q 'TMPDIR' "$work/err"

check "a page" status_is 0 "$aka" case list -o "$work/cases.html" $day
check "the name as text" grep -qF '=1+1 &amp; &lt;b&gt;Søn&lt;/b&gt;' "$work/cases.html"
check "and nothing else" bash -c '! grep -q "<b>" "$0"' "$work/cases.html"

number=0
while read -r municipality topic enquiries; do
    for ((i = 0; i < enquiries; ++i)); do
        "$aka" case new "Glas $((++number)) ApS" -M "$municipality" -t "$topic" --received 2026-08-05 --no-input $day >/dev/null 2>&1 ||
            check "enquiry $number" false
    done
done <<'ENQUIRIES'
faxe amu 2
holbaek faglaert 7
kalundborg amu 1
naestved amu 9
roskilde elev-laerling 6
ENQUIRIES
check "published as a workbook" status_is 0 "$aka" report publish month 2026-08 -M all --audience public -o "$work/public.xlsx" $day
check "its charts draw no hidden figure" reader charts "$work/public.xlsx"
reader facts "$work/public.xlsx" >"$work/facts"
check "sheets are named in whole words" grep -q '|Enquiries by size of the|' "$work/facts"
finish
