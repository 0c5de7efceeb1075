#!/usr/bin/env python3
"""Out of memory: the k-th allocation fails, once or from then on. The command says so in one line and nothing is saved,
or all of it is saved and it says that; never a crash.

Usage: oom.py AKA [short|long] [--count N] [--only COMMAND] [--broken]
short: so many allocations of case new, case list and report month, chosen by the seed. long: every one of every command,
for a night or two; --count N takes N of each command. A program with sanitizers has a malloc of its own: give another.
"""
import os
import random
import shutil
import subprocess

from commands import ALL, stages
from register import (SOURCE, Tally, Work, arguments, copy, crashed, differing, faults_of, one_line, rows_of, skip, state)

READING = {"case list": (4, ["case", "list", "--status", "all"]), "report month": (4, ["report", "month", "2026-11"]),
           "case show": (4, ["case", "show", "1"]), "status": (4, ["status"]), "data check": (4, ["data", "check"])}
SHORT = ["case new", "case list", "report month"]


def make_shim(work):
    with open(work.aka, "rb") as program:
        if b"__asan_init" in program.read():
            skip("the program has sanitizers and with them a malloc of its own; give one without, as build/release/bin/aka")
    compiler = shutil.which("cc")
    if not compiler:
        skip("there is no cc to build oom.c with")
    shim = work.path("oom.so")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim,
                    os.path.join(SOURCE, "tests", "reliability", "oom.c"), "-ldl"], check=True)
    return shim


class Bench:
    def __init__(self, work, tally):
        self.work, self.tally = work, tally
        self.shim = make_shim(work)
        folder = work.path("register")
        os.mkdir(folder, 0o700)
        self.db = os.path.join(folder, "aka.db")

    def run(self, command, **how):
        return self.work.run(self.db, *command, env={"LD_PRELOAD": self.shim, **how})

    def prepare(self, stage, command):
        """How many allocations the command makes; what is in the register before and after; what it answers."""
        counted = self.work.path("count")
        copy(stage, self.db)
        self.before = state(self.db)
        code, self.answer, err = self.run(command, AKA_OOM_COUNT=counted)
        self.after, self.wanted = state(self.db), rows_of(self.db)
        with open(counted) as told:
            often = int(told.read())
        if code != 0 or often < 1000:
            self.tally.fault(f"{' '.join(command)}: {often} allocations seen, ended with {code}: {err}")
        return often

    def judge(self, place, command, done):
        code, out, err = done
        now = state(self.db)
        tally = self.tally
        tally.count("said that memory is out" if code else "did without it")
        if crashed(code, err):
            tally.fault(f"{place}: crashed with {code}: {err[-300:]}")
        elif code != 0 and not one_line(err):
            tally.fault(f"{place}: ended with {code} and no clear message: {err!r}")
        elif code != 0 and "memory" not in err:
            tally.fault(f"{place}: ended with {code} and does not say why: {err!r}")
        if now not in (self.before, self.after):
            tally.fault(f"{place}: neither all nor nothing of it: {differing(self.wanted, rows_of(self.db))}")
        if code == 0 and (now != self.after or out != self.answer):
            tally.fault(f"{place}: ended well, and is not the same")
        if code not in (0, 9) and now == self.after != self.before and not out.endswith("\n"):
            tally.fault(f"{place}: saved, though it ended with {code} and said: {err.strip()}")
        if now == self.before != self.after and (out.endswith("\n") or code == 9):
            tally.fault(f"{place}: a reference was given and nothing is there")
        for fault in faults_of(self.db) if now else []:
            tally.fault(f"{place}: {fault}")


def main():
    options = arguments(broken="a program that names the reference before it commits", only="one command alone")
    count = options.count or {"short": 25, "long": None}[options.length]
    tally = Tally(options.seed)
    with Work(options.aka) as work:
        work.stay_on_this_day()
        files = stages(work)
        bench = Bench(work, tally)
        if options.broken:
            work.speak_first()
        for what, (stage, command) in {**ALL, **READING}.items():
            if options.length == "short" and what not in SHORT or options.only and what != options.only:
                continue
            often = bench.prepare(files[stage], command)
            if options.broken and what == "case new":
                bench.answer = "NAE-26-0009\n" + bench.answer.split("\n", 1)[1]
            for k in range(1, often + 1) if count is None else sorted(random.sample(range(1, often + 1), min(count, often))):
                for how in ({}, {"AKA_OOM_STICKY": "1"}):
                    copy(files[stage], bench.db)
                    done = bench.run(command, AKA_OOM=str(k), **how)
                    tally.tried += 1
                    bench.judge(f"{what}, allocation {k} of {often}{' and all after it' if how else ''}", command, done)
    tally.finish(options.broken)


main()
