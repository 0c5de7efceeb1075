#!/usr/bin/env python3
"""The k-th call fails, once or from then on: the command says so and nothing is saved, or it is saved whole;
the same command again never makes a second record.

Usage: fail_calls.py AKA [short|long] [--only COMMAND] [--broken]
short: each sixth call of case new and of the making of a register. long: every call of every writing command, each error.
"""
import os
import random
import re

from commands import ALL, stages
from register import (Tally, Work, arguments, copy, crashed, differing, faults_of, need_ptrace, one_line, points, rows_of,
                      state)

CALLS = ["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "openat", "pread64"]
ERRORS = ["EIO", "ENOSPC", "EDQUOT"]
SHORT = ["making the register", "case new"]


class Bench:
    def __init__(self, work, options):
        self.work, self.options = work, options
        self.folder = work.path("register")
        os.mkdir(self.folder, 0o700)
        self.db = os.path.join(self.folder, "aka.db")
        self.look = work.path("look.db")
        self.words = {}
        self.wanted = {}

    def under(self, call, what, trace="/dev/null"):
        # Only what concerns the register: a program whose libraries cannot be read never begins.
        paths = [arg for path in (self.db, self.db + "-journal", self.folder) for arg in ("-P", path)]
        return ["strace", "-f", "-qq", "-o", trace, *paths, "-e", f"trace={call}", *what]

    def calls_of(self, command):
        trace = self.work.path("trace")
        self.work.run(self.db, *command, under=self.under(",".join(CALLS), [], trace))
        with open(trace, errors="replace") as lines:
            made = [match.group(1) for line in lines if (match := re.match(r"\d+ +(\w+)\(", line))]
        return {call: made.count(call) for call in CALLS if call in made}

    def now(self):
        copy(self.db, self.look)  # SQLite heals the copy; the original is left for aka
        return state(self.look)


def variants(k, length):
    """The errors to try at the k-th call: short takes one of them."""
    if length == "long":
        return [(error, when) for error in ERRORS for when in (f"{k}", f"{k}+")] + [("EINTR", f"{k}")]
    error = ERRORS[random.randrange(3)]
    return [random.choice([(error, f"{k}"), (error, f"{k}+"), ("EINTR", f"{k}")])]


def judge(bench, tally, place, command, before, after, done):
    code, out, err = done
    now = bench.now()
    told = out.endswith("\n") or code == 9
    tally.count("refused" if code else "succeeded in spite of it")
    if crashed(code, err):
        tally.fault(f"{place}: crashed with {code}: {err}")
    if code != 0 and not one_line(err):
        tally.fault(f"{place}: ended with {code} and no clear message: {err!r}")
    if now not in (before, after):
        tally.fault(f"{place}: neither all nor nothing of it: {differing(bench.wanted, rows_of(bench.look))}")
    if code == 0 and now != after:
        tally.fault(f"{place}: acknowledged and not there")
    if code != 0 and err.strip():
        said = err.strip().splitlines()[-1].replace(bench.folder, "...")
        bench.words[said] = bench.words.get(said, 0) + 1
    if code != 0 and now == after:
        tally.count("saved and said so" if told else "saved and called a failure")
        if not told:
            tally.fault(f"{place}: saved, though it ended with {code} and said: {err.strip()}")
    if told and now != after:
        tally.fault(f"{place}: a reference was given and nothing is there")
    for fault in faults_of(bench.look) if now else []:
        tally.fault(f"{place}: {fault}")
    if now == before:
        code, out, err = bench.work.run(bench.db, *command)
        if code != 0 or bench.now() != after:
            tally.fault(f"{place}: the same again ended with {code}: {err}")
        tally.count("succeeded when tried again", code == 0)


def main():
    options = arguments(broken="a program that names the reference before it commits", only="one command alone")
    need_ptrace()
    tally = Tally()
    with Work(options.aka) as work:
        work.stay_on_this_day()
        files = stages(work)
        bench = Bench(work, options)
        if options.broken:
            work.speak_first()
        for what, (stage, command) in ALL.items():
            if options.length == "short" and what not in SHORT or options.only and what != options.only:
                continue
            copy(files[stage], bench.db)
            before = bench.now()
            calls = bench.calls_of(command)
            after = bench.now()
            bench.wanted = rows_of(bench.look)
            for call, often in calls.items():
                for k in range(1, min(often, 3) + 1) if options.broken else points(18, often, options):
                    for error, when in variants(k, options.length):
                        copy(files[stage], bench.db)
                        done = work.run(bench.db, *command, under=bench.under(
                            call, ["-e", f"inject={call}:error={error}:when={when}"]))
                        tally.tried += 1
                        judge(bench, tally, f"{what}, {call} {when} of {often}: {error}", command, before, after, done)
    for said, often in sorted(bench.words.items(), key=lambda pair: -pair[1]):
        print(f"{often:5} times: {said}")
    tally.finish(options.broken)


main()
