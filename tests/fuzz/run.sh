#!/usr/bin/env bash
# Foreign bytes for so many seconds each, from the corpus on; the same seed gives the same beginning. Ends with 1 when an
# input crashes or breaks what must hold; the input stays in build/fuzz/found. Needs clang: ./dev.sh setup fuzz
# Usage: run.sh [SECONDS] [TARGET...]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-30}
[ $# -eq 0 ] || shift
all=(toml import dates text search cpr json)
[ $# -gt 0 ] && all=("$@")
seed=${AKA_FUZZ_SEED:-20261122}
build=$PWD/build/fuzz
command -v clang++ >/dev/null || { echo "fuzz: skipped: there is no clang++ (./dev.sh setup fuzz)" >&2; exit 77; }
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz >&2
# LeakSanitizer cannot work under ptrace, and a fuzzer that ends at its first finding leaks nothing.
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
total=0
failed=()
for target in "${all[@]}"; do
    found=$build/found/$target/
    grown=$build/grown/$target
    mkdir -p "$found" "$grown"
    dictionary=()
    [ -f "tests/fuzz/$target.dict" ] && dictionary=(-dict="tests/fuzz/$target.dict")
    command=("$build/tests/fuzz/fuzz_$target" "$grown" "tests/fuzz/corpus/$target" -seed="$seed" -max_total_time="$seconds"
             -max_len=4096 -timeout=10 -artifact_prefix="$found" -print_final_stats=1 "${dictionary[@]}")
    status=0
    "${command[@]}" >"$found.log" 2>&1 || status=$?
    runs=$(awk '/number_of_executed_units/ {print $2}' "$found.log")
    total=$((total + ${runs:-0}))
    if [ "$status" -eq 0 ]; then
        printf '%-7s seed %s, %9s executions, 0 crashes\n' "$target" "$seed" "${runs:-0}"
    else
        failed+=("$target")
        printf '%-7s seed %s, %9s executions, 1 crash; repeat it: %s %s\n' "$target" "$seed" "${runs:-0}" \
            "$build/tests/fuzz/fuzz_$target" "$(sed -n 's/.*Test unit written to //p' "$found.log" | tail -1)"
        grep -E -m3 'ERROR|what\(\)|runtime error' "$found.log" || true
    fi
done
printf 'fuzz: %s executions in %s targets, %s crashed%s\n' "$total" "${#all[@]}" "${#failed[@]}" "${failed[*]:+ (${failed[*]})}"
echo "repeat: AKA_FUZZ_SEED=$seed tests/fuzz/run.sh $seconds ${all[*]}"
[ ${#failed[@]} -eq 0 ]
