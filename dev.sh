#!/usr/bin/env bash
# The project's commands: see ./dev.sh help. Everything is set up here and nowhere else.
set -euo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$*" >&2; }

# Installs what apt-packages.txt lists and dpkg does not have; nothing when all is there. A line's further words name
# the commands that alone need the package: setup web.
setup() {
    local missing
    # Debian's npm cannot stand beside the one that comes with other builds of node.
    local have_npm=no
    command -v npm >/dev/null && have_npm=yes
    missing=$(comm -23 <(awk -v part="${1:-}" -v have_npm=$have_npm '(NF == 1 || index(" " $0 " ", " " part " ") > 1) && !(have_npm == "yes" && /^(nodejs|npm) /) {print $1}' apt-packages.txt | sort) <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" {print $1}' | sort -u))
    [ -z "$missing" ] && return
    say "installing" $missing
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

build() { # preset [cmake options]
    local preset=$1
    shift
    cmake --preset "$preset" "$@" >/dev/null
    cmake --build --preset "$preset" >&2
}

# The tests take longer to build than all else, and nobody installs them.
build_installed() { build release -DBUILD_TESTING=OFF; }

build_with_generator() {
    cmake --preset release -DBUILD_TESTING=ON >/dev/null
    cmake --build --preset release --target aka aka_generate >&2
}

cpp_files() { git ls-files 'src/*.cpp' 'src/*.hpp' 'include/*.hpp' 'tests/*.cpp' 'tests/*.hpp'; }

tidy() { # [options of clang-tidy]
    say "clang-tidy $*"
    tests/tidy.py build/dev "$@"
}

# The analyzer takes twice the time of all other checks together: it belongs to the long run.
lint() {
    say "clang-format"
    cpp_files | xargs clang-format --dry-run -Werror
    tidy --checks=-clang-analyzer-*
}

test_all() {
    setup
    say "building with sanitizers"
    build dev
    lint
    say "testing"
    ctest --preset dev
}

coverage() {
    setup
    build coverage
    ctest --test-dir build/coverage --output-on-failure -L unit -j "$(nproc)" >&2
    gcovr --root . --object-directory build/coverage --filter 'src/(model|network|store|service)/' --print-summary --fail-under-line 90
}

test_long() {
    test_all
    tidy --checks=-*,clang-analyzer-*
    coverage
    test_web
    package
    say "installing it in a new Debian"
    tests/package.sh build/release
    say "attacking two years of publications"
    tests/publishing.sh "$PWD/build/release/bin/aka" "$PWD/build/release/bin/aka_generate" "$PWD" long
    say "every hostile text, 10,000 histories"
    AKA_TEST_LONG=1 build/release/tests/aka_tests "[hostile]"
    RC_PARAMS="max_success=10000 max_size=40 seed=2026" build/release/tests/aka_tests "[properties]"
    setup fuzz
    say "feeding it foreign bytes"
    tests/fuzz/run.sh 30
    say "making faults on purpose"
    tests/reliability/run.sh "$PWD/build/release/bin/aka" long
}

# Pages in a headless browser. What npm brings is pinned in tests/web/package-lock.json; no browser is among it.
test_web() { # [folder for pictures]
    setup
    setup web
    say "building"
    build release -DBUILD_TESTING=ON
    say "looking at pages"
    (cd tests/web && npm ci --no-audit --no-fund --ignore-scripts >&2)
    tests/web.sh build/release "$@"
}

# The same commit gives the same bytes: the files in it are as old as the commit, and the modes do not depend on who packs.
package() {
    setup
    setup package
    build_installed
    say "packing"
    umask 022
    rm -f build/package/aka_*.deb
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) cpack --config build/release/CPackConfig.cmake -B build/package >&2
    lintian --allow-root --fail-on error,warning build/package/aka_*.deb
    ls build/package/aka_*.deb
}

# What README.md shows, made by the program.
pictures() {
    setup
    setup pictures
    build_with_generator
    packaging/pictures/make.sh build/release
}

# Speed beside the sqlite3 shell and other people's tools; --short takes three minutes once all is built.
bench() {
    setup
    setup bench
    build_with_generator
    tests/bench/run.py build/release "$@"
}

messages() {
    setup
    po/update.sh
}

demo() {
    setup
    build_with_generator
    tests/demo.sh build/release
}

case "${1:-help}" in
    demo | bench | build | messages | package | pictures | test | test-long | test-web | coverage | lint | setup) ;;
    *)
        cat <<'HELP'
./dev.sh demo        set up, build, and play a day of a consultant on a register of its own
./dev.sh test        set up, build with sanitizers, check style, run every test
./dev.sh build       set up and build the release into build/release
./dev.sh lint        clang-format and clang-tidy
./dev.sh messages    bring po/da.po up to date with the messages in the sources
./dev.sh package     the Debian package, in build/package
./dev.sh pictures    the pictures in README.md, made by the program
./dev.sh bench       how fast it is, beside the goals (--short: three minutes)
./dev.sh coverage    which lines of model, network, store and service the tests reach
./dev.sh test-web    pages in a headless browser: accessibility, width, requests, pages of paper
./dev.sh test-long   test, and what takes longer
HELP
        [ "${1:-help}" = help ]
        exit
        ;;
esac
case $1 in
    build) setup && build_installed ;;
    test) test_all ;;
    test-long) test_long ;;
    test-web) shift && test_web "$@" ;;
    bench) shift && bench "$@" ;;
    *) "$1" ;;
esac
