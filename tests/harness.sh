# What the process tests share: a register of their own, and checks that count. Sourced with the program as $1.
set -uo pipefail
aka=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data AKA_MUNICIPALITY=naestved AKA_USER=MK AKA_LANG=en
unset AKA_DB AKA_CONFIG XDG_CACHE_HOME
passed=0
failed=0

check() { # what, command...
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n' "$what"
    fi
}

status_is() { # wanted, command... ; what it said lands in $work/out and $work/err
    local wanted=$1
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null
    local got=$?
    [ "$got" -eq "$wanted" ] || { printf 'exit %s instead of %s: %s\n%s\n' "$got" "$wanted" "$*" "$(cat "$work/err")"; return 1; }
}

one_line() { [ "$(wc -l <"$work/err")" -eq 1 ] && grep -q '^aka: ' "$work/err" || { cat "$work/err"; return 1; }; }

finish() {
    printf '%s: %s passed, %s failed\n' "$(basename "$0" .sh)" "$passed" "$failed"
    [ "$failed" -eq 0 ]
}
