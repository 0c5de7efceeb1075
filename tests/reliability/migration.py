#!/usr/bin/env python3
"""A register of the first schema is brought up to date: killed at every call that writes, and with every such call
failing, nothing of it is lost, and whoever was migrated has a whole backup of what was there before.

Usage: migration.py AKA [short|long] [--broken]
"""
import os
import re

from commands import make_old, stages
from register import Tally, Work, arguments, copy, crashed, faults_of, need_ptrace, one_line, open_db, points, state

CALLS = ["pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename"]
COMMAND = ["case", "new", "Holmely ApS", "-t", "amu"]


def version(file):
    db = open_db(file)
    try:
        return db.execute("PRAGMA user_version").fetchone()[0]
    finally:
        db.close()


def main():
    options = arguments(broken="the backup is gone")
    need_ptrace()
    tally = Tally()
    with Work(options.aka) as work:
        work.stay_on_this_day()
        old = work.path("old.db")
        make_old(stages(work)[4], old)
        folder = work.path("register")
        os.mkdir(folder, 0o700)
        db = os.path.join(folder, "aka.db")
        backup, look = db + ".v1", work.path("look.db")

        def begin():
            for name in os.listdir(folder):
                os.remove(os.path.join(folder, name))
            copy(old, db)

        def strace(call, what, out="/dev/null"):
            return ["strace", "-f", "-qq", "-o", out, "-e", f"trace={call}", *what]

        begin()
        before = state(db)
        work.must(db, "case", "list")
        migrated, newest = state(db), version(db)
        begin()
        work.run(db, *COMMAND, under=strace(",".join(CALLS), [], work.path("trace")))
        after = state(db)
        with open(work.path("trace"), errors="replace") as lines:
            made = [match.group(1) for line in lines if (match := re.match(r"\d+ +(\w+)\(", line))]
        if version(old) != 1 or newest < 2 or after in (before, migrated) or not os.path.exists(backup):
            tally.fault("nothing is migrated: the test cannot see")

        def judge_backup(place):
            """Whoever finds it takes it for a whole one: also before anything was migrated."""
            if options.broken and os.path.exists(backup):
                os.remove(backup)
            if os.path.exists(backup) and (state_or_none(backup) != before or faults_of(backup)):
                tally.fault(f"{place}: half a backup of {os.path.getsize(backup)} bytes")
            if version(db) == newest and not os.path.exists(backup):
                tally.fault(f"{place}: migrated without a backup")

        def judge(place):
            copy(db, look)
            if state(look) not in (before, migrated, after):
                tally.fault(f"{place}: neither before nor after")
            for fault in faults_of(look):
                tally.fault(f"{place}: {fault}")

        for call in [c for c in CALLS if c in made]:
            often = made.count(call)
            for k in points(30, often, options):
                for how in ("signal=KILL", f"error={['EIO', 'ENOSPC'][k % 2]}"):
                    if options.broken and k > 12:
                        continue
                    place = f"{call} {k} of {often}, {how}"
                    begin()
                    code, out, err = work.run(db, *COMMAND, under=strace(call, ["-e", f"inject={call}:{how}:when={k}"]))
                    tally.tried += 1
                    tally.count("killed", code == -9)
                    if code != -9 and (crashed(code, err) or (code != 0 and not one_line(err))):
                        tally.fault(f"{place}: ended with {code}: {err}")
                    judge(place)
                    if version(db) != newest:
                        judge_backup(f"{place}, before it is migrated")
                    again, _, why = work.run(db, "case", "list")
                    if again != 0:
                        tally.fault(f"{place}: the next command ended with {again}: {why}")
                    judge(f"{place}, and again")
                    judge_backup(place)

        with open(old, "rb") as file:
            whole = file.read()
        # What an earlier aka was cut off over, by these names; and a journal that would be played into the copy.
        for left in (".v1", ".v1.part"):
            for size in [0, 1, 100, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1]:
                place = f"{left[1:]} of {size} bytes was there"
                begin()
                with open(db + left, "wb") as out:
                    out.write(whole[:size])
                with open(db + left + "-journal", "wb") as out:
                    out.write(bytes(512))
                code, out, err = work.run(db, *COMMAND)
                tally.tried += 1
                tally.count("left by another")
                if code != 0:
                    tally.fault(f"{place}: ended with {code}: {err}")
                judge(place)
                judge_backup(place)
                if os.path.exists(db + ".v1.part"):
                    tally.fault(f"{place}: the part is still there")
    tally.finish(options.broken)


def state_or_none(file):
    try:
        return state(file)
    except Exception as fault:  # half a file may be anything
        return str(fault)


main()
