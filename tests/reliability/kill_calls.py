#!/usr/bin/env python3
"""kill -9 at every system call that writes: all of a command or nothing of it, whichever call was its last.

Usage: kill_calls.py AKA [short|long] [--broken]
"""
import re

from register import Tally, Work, arguments, copy, crashed, faults_of, need_ptrace, state

CALLS = ["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "write"]
COMMANDS = {
    "making the register": (None, ["case", "new", "Fjordglas ApS", "-t", "amu"]),
    "case new": (1, ["case", "new", "Holmely ApS", "-t", "rekruttering", "--consent", "contact", "--via", "phone"]),
    "refer send": (2, ["refer", "send", "1", "--pick", "draw"]),
    "case close": (3, ["case", "close", "1", "--outcome", "met"]),
    "case feedback": (4, ["case", "feedback", "1", "--asked"]),
}
LONG = {
    "case consent": (1, ["case", "consent", "1", "--give", "contact", "--via", "phone"]),
    "case followup": (1, ["case", "followup", "1", "--on", "+5d"]),
    "case edit": (1, ["case", "edit", "1", "--positions", "2"]),
    "case reopen": (4, ["case", "reopen", "1", "--reason", "mistake"]),
    "refer update": (3, ["refer", "update", "1.1", "--status", "accepted"]),
    "actors verify": (1, ["actors", "verify", "zbc"]),
    "actors capacity": (1, ["actors", "capacity", "zbc", "limited"]),
}


def stages(work):
    """The register before each step of one case's life."""
    db = work.path("stage.db")
    steps = [["case", "new", "Fjordglas ApS", "-t", "rekruttering"],
             ["case", "consent", "1", "--give", "contact", "--via", "phone"],
             ["refer", "send", "1", "--pick", "draw"],
             ["case", "close", "1", "--outcome", "met"]]
    files = {None: work.path("none.db")}
    for number, step in enumerate(steps, 1):
        work.must(db, *step)
        files[number] = work.path(f"stage{number}.db")
        copy(db, files[number])
    return files


def calls_of(work, db, command):
    """How often the command makes each of the calls."""
    trace = work.path("trace")
    work.run(db, *command, under=["strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(CALLS)])
    with open(trace, errors="replace") as lines:
        made = [match.group(1) for line in lines if (match := re.match(r"\d+ +(\w+)\(", line))]
    return {call: made.count(call) for call in CALLS if call in made}


def main():
    options = arguments(broken="what is expected after a kill is everything or nothing, and both are withheld")
    need_ptrace()
    tally = Tally()
    with Work(options.aka) as work:
        files = stages(work)
        commands = {**COMMANDS, **(LONG if options.length == "long" else {})}
        db = work.path("aka.db")
        for what, (stage, command) in commands.items():
            copy(files[stage], db)
            before = state(db)
            calls = calls_of(work, db, command)
            after = state(db)
            if after == before or sum(calls.values()) < 5:
                tally.fault(f"{what}: changes nothing: the test cannot see")
            for call, often in calls.items():
                for k in range(1, often + 3):  # two more, so that the end is seen
                    if options.broken and k > 12:
                        break
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
                    if crashed(said, why) or (said != 0 and not (said == 7 and now is None and not killed_after(out, code))):
                        tally.fault(f"{place}: data check ended with {said}: {answer}{why}")
                    if now not in ((before,) if options.broken and k > 5 else (before, after)):
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
