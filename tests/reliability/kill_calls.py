#!/usr/bin/env python3
"""kill -9 at every system call that writes: all of a command or nothing of it, whichever call was its last.

Usage: kill_calls.py AKA [short|long] [--broken]
short: each ninth of them.
"""
import re

from commands import ALL, FEW, stages
from register import Tally, Work, arguments, copy, crashed, faults_of, need_ptrace, points, state

CALLS = ["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "write"]


def calls_of(work, db, command):
    """How often the command makes each of the calls."""
    trace = work.path("trace")
    work.run(db, *command, under=["strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(CALLS)])
    with open(trace, errors="replace") as lines:
        made = [match.group(1) for line in lines if (match := re.match(r"\d+ +(\w+)\(", line))]
    return {call: made.count(call) for call in CALLS if call in made}


def main():
    options = arguments(broken="a program that names the reference before it commits")
    need_ptrace()
    tally = Tally()
    with Work(options.aka) as work:
        work.stay_on_this_day()
        files = stages(work)
        commands = ALL if options.length == "long" else FEW
        if options.broken:
            work.speak_first()
        db = work.path("aka.db")
        for what, (stage, command) in commands.items():
            if options.broken and what != "case new":
                continue
            copy(files[stage], db)
            before = state(db)
            calls = calls_of(work, db, command)
            after = state(db)
            if after == before or sum(calls.values()) < 5:
                tally.fault(f"{what}: changes nothing: the test cannot see")
            for call, often in calls.items():
                for k in range(1, min(often, 3) + 1) if options.broken else points(27, often + 2, options):
                    # Two more than there are, so that the end is seen.
                    copy(files[stage], db)
                    code, out, err = work.run(db, *command, under=[
                        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                        "-e", f"inject={call}:signal=KILL:when={k}"])
                    tally.tried += 1
                    killed = code == -9
                    tally.count("killed", killed)
                    place = f"{what}, {call} {k} of {often}"
                    if killed != (k <= often):
                        tally.fault(f"{place}: ended with {code}, killed too {'soon' if killed else 'late'}: {err}")
                    said, answer, why = work.run(db, "data", "check")
                    now = state(db)
                    tally.count("kept", now == after)
                    if crashed(said, why) or (said != 0 and not (said in (7, 8) and now is None and not killed_after(out, code))):
                        tally.fault(f"{place}: data check ended with {said}: {answer}{why}")
                    if now not in (before, after):
                        tally.fault(f"{place}: neither all nor nothing of it")
                    if killed_after(out, code) and now != after:
                        tally.fault(f"{place}: acknowledged and lost")
                    for fault in faults_of(db) if now else []:
                        tally.fault(f"{place}: {fault}")
                    if killed and now == before and k % 10 == 1:
                        code, out, err = work.run(db, *command)
                        if code != 0 or state(db) != after:
                            tally.fault(f"{place}: the same again ended with {code}: {err}")
    tally.finish(options.broken)


def killed_after(out, code):
    return code == 0 or out.endswith("\n")


main()
