#!/usr/bin/env bash
# Every test of this folder, each followed by its own proof that it can fail. The last line counts; skipped ones are named.
# Usage: run.sh AKA [short|long]
set -uo pipefail
aka=$(realpath "$1")
length=${2:-short}
cd "$(dirname "$0")" || exit 1
export PYTHONDONTWRITEBYTECODE=1
passed=0
failed=()
skipped=()

one() { # test, arguments...
    python3 "./$1.py" "$aka" "${@:2}"
    case $? in
        0) passed=$((passed + 1)) ;;
        77) skipped+=("$1") ;;
        *) failed+=("$*") ;;
    esac
}

for test in kill kill_calls migration fail_calls power_loss disk_full writers flips clock foreign share oom; do
    one "$test" "$length"
    case $test in
        foreign) ;; # what it finds allowed and refused shows that it can tell
        kill) one "$test" --broken --count 40 ;;
        power_loss) one "$test" --broken --count 300 ;;
        flips) one "$test" --broken --count 5 ;;
        *) one "$test" --broken ;;
    esac
done
printf 'reliability (%s): %s passed, %s failed%s, %s skipped%s\n' "$length" "$passed" \
    "${#failed[@]}" "${failed[*]:+ (${failed[*]})}" "${#skipped[@]}" "${skipped[*]:+ (${skipped[*]})}"
[ "${#failed[@]}" -eq 0 ]
