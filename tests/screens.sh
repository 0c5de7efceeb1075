#!/usr/bin/env bash
# A consultant at a terminal of 80 by 24 takes an enquiry by its questions, in both languages: a personal number, a mistyped topic, Tab, Ctrl-C in the
# middle and --recover. What stood on the screen is held against screens/*.txt; AKA_UPDATE=1 rewrites them. Usage: screens.sh AKA
command -v tmux >/dev/null || exit 77
source "$(dirname "$0")/harness.sh"
golden=$(realpath "$(dirname "$0")")/screens
drafts=$work/.local/state/aka
unset XDG_STATE_HOME TMUX
export AKA_PROGRAM=$aka
export ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS:-}  # libedit keeps the names of keys' functions until the end
screen() { tmux -S "$work/tmux" "$@" 2>/dev/null; }
trap 'screen kill-server; rm -rf "$work"' EXIT

cursor_row() { echo $(($(screen display -p '#{history_size}') + $(screen display -p '#{cursor_y}'))); }
cursor_line() { screen capture-pane -p | sed -n "$(($(screen display -p '#{cursor_y}') + 1))p"; }

until_so() { # what, command...: on a slow machine it takes its time
    for _ in $(seq "${AKA_PATIENCE:-1200}"); do
        "${@:2}" && return 0
        sleep 0.05
    done
    printf 'never seen: %s\n' "$1"
    screen capture-pane -p
    return 1
}
stands() { [[ $(cursor_line) == *"$1"* ]]; }
stands_on_top() { [ "$(screen display -p '#{cursor_y}')" = 0 ] && [[ $(cursor_line) =~ $shell ]]; }
waits() { [ "$(cursor_row)" -gt "$1" ] && [[ $(cursor_line) =~ $2 ]]; }

question=':$'
text_line='^>$'
shell='^\$$'
question_begun=': rekruttering/faglaert$'
enter() { # what is waited for then
    local before
    before=$(cursor_row)
    screen send-keys Enter
    check "after Enter comes $1" until_so "$1" waits "$before" "$1"
}
type_in() {
    screen send-keys -l "$1"
    check "it is seen: $1" until_so "$1" stands "${2:-$1}"
}
press_tab() { # what stands there then
    screen send-keys Tab
    check "Tab makes it $1" until_so "$1" stands "]: $1"
}
answer() {
    type_in "$1"
    enter "$2"
}
call() { # a call of aka on an empty screen, and what is waited for
    screen send-keys C-l
    check "an empty screen" until_so "an empty screen" stands_on_top
    screen clear-history
    answer "$1" "$2"
}
keep() { # title
    { printf '== %s\n' "$1" && screen capture-pane -p | sed -e 's/ *$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; } >>"$work/$language.txt"
}

# shellcheck disable=SC2016
printf '%s\n' "PS1='\$ '; unset HISTFILE" 'aka() { "$AKA_PROGRAM" --today 2026-11-23 --lang "$language" "$@"; }' 'bind "set enable-bracketed-paste off"' 'clear' >"$work/shell"

for language in en da; do
    export language
    rm -rf "$XDG_DATA_HOME" "$drafts"
    screen -f /dev/null new-session -d -x 80 -y 24 "LC_ALL=C.UTF-8 TERM=screen exec bash --noprofile --rcfile '$work/shell'"
    check "a shell" until_so "a shell" waits -1 "$shell"

    call "aka case new" "$question"
    answer "Fjordglas ApS" "$question"
    answer "Mangler smede 010190-1234 nu" "$question"
    keep "a personal number"
    answer "$([ "$language" = da ] && echo f || echo r)" "$text_line"
    answer "Ring til Ida, æøå" "$text_line"
    answer "." "$question"
    answer "fagleart" "$question"
    keep "a mistyped topic"
    type_in "rekr"
    press_tab "rekruttering"
    keep "topics by Tab"
    type_in "/fag" "/fag"
    press_tab "rekruttering/faglaert"
    before=$(cursor_row)
    screen send-keys C-c
    check "Ctrl-C ends it" until_so "the shell" waits "$before" "$shell"
    keep "broken off by Ctrl-C"
    answer 'stty -a | grep -c " echo "; ls "$HOME/.local/state/aka" | wc -l' "$shell"
    check "the terminal echoes, a draft waits" [ "$(screen capture-pane -p | grep -cx 1)" -eq 2 ]
    touch -d '2026-11-23 12:00' "$drafts"/*.draft
    check "no personal number in the draft" [ -z "$(grep -rl 1234 "$drafts")" ]

    call "aka case new --recover" "$text_line"
    check "what was typed of the text stands there" eval 'screen capture-pane -p | grep -q "^> Ring til Ida, æøå"'
    keep "gone on with"
    answer "." "$question_begun"
    check "and the topic as it was broken off" until_so "the topic" stands "]: rekruttering/faglaert"
    enter "$question"
    answer "2" "$question"
    enter "$question"
    type_in "pa"
    press_tab "pay"
    enter "$question"
    answer "." "$shell"
    keep "recorded"
    check "nothing is left of the draft" [ -z "$(ls -A "$drafts")" ]
    check "no personal number in the register" [ -z "$(grep -la '010190' "$XDG_DATA_HOME/aka/aka.db")" ]
    screen kill-server

    if [ "${AKA_UPDATE:-}" = 1 ]; then
        mkdir -p "$golden" && cp "$work/$language.txt" "$golden/$language.txt"
    else
        check "the screens are those of screens/$language.txt" diff -u "$golden/$language.txt" "$work/$language.txt"
    fi
done
finish
