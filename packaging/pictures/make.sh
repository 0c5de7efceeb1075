#!/usr/bin/env bash
# The pictures of README.md: two short sessions of the real program in a terminal, as text in an SVG, and the first
# page of a month's summary as a browser prints it. The registers are invented, always the same. Usage: make.sh BUILD_FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/aka-pictures-XXXXXX")
trap 'for socket in "$work"/*.tmux; do tmux -S "$socket" kill-server 2>/dev/null || true; done; rm -rf "$work"' EXIT
export HOME=$work AKA_MUNICIPALITY=naestved AKA_USER=MK LC_ALL=C.UTF-8
unset AKA_CONFIG AKA_DB AKA_LANG XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME NO_COLOR
cat >"$work/rc" <<END
PATH=$build/bin:\$PATH
PS1='\\n\\[\\e[1;36m\\]\$ '
PS0='\\e[0m'
unset HISTFILE
aka() { command aka --today 2026-11-23 --no-input "\$@"; }
PROMPT_COMMAND='tmux wait-for -S ready'
END

# What a terminal shows after these lines were typed, each once the one before has been answered.
session() { # picture, title, register, language, lines...
    local picture=$1 title=$2 register=$3 language=$4 socket=$work/$1.tmux
    shift 4
    tmux -S "$socket" -u -f /dev/null new-session -d -x 110 -y 70 \
        "env AKA_DB=$register AKA_LANG=$language bash --noprofile --rcfile $work/rc"
    tmux -S "$socket" wait-for ready
    for line in "$@"; do
        tmux -S "$socket" send-keys -l "$line"
        tmux -S "$socket" send-keys Enter
        tmux -S "$socket" wait-for ready
    done
    tmux -S "$socket" capture-pane -e -p -N | python3 "$here/terminal.py" "$title" >"$work/picture.svg"
    mv "$work/picture.svg" "$here/$picture"
}

"$build/bin/aka_generate" --config "$build/share/aka/config" --db "$work/years.db" --cases 1500 --seed 11 --until 2026-11-20
session day.svg "An enquiry from the call to the referral" "$work/new.db" en \
    'aka case new "Tystrup Teknik ApS" --cvr 99999918 -t faglaert --title "Mangler 2 industriteknikere"' \
    'aka case consent 1 --give contact --via phone' \
    'aka refer send 1 --pick draw' \
    'aka refer update 1.1 --status declined --reason no-candidates' \
    'aka refer suggest 1'
session dansk.svg "De samme ord på dansk" "$work/years.db" da \
    'aka case list --topic elev-lærling -L 5' \
    'aka actors list --topic elev-lærling --municipality faxe'

"$build/bin/aka" --today 2026-11-23 --db "$work/years.db" --lang en report month 2026-10 -M all -o "$work/month.html"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
"$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$work/browser" --no-pdf-header-footer --print-to-pdf="$work/month.pdf" "file://$work/month.html" 2>/dev/null
pdftoppm -r 86 -f 1 -singlefile -png "$work/month.pdf" "$here/month"
ls -l "$here"/*.svg "$here"/*.png
