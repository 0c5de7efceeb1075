#!/usr/bin/env python3
"""A register that may not be written, or is somebody else's: read where that is right, never changed, told in one line.

Usage: foreign.py AKA [short|long]
Root may read and write everything, so this runs as nobody: it needs root and setpriv.
"""
import os
import shutil

from commands import ALL, stages
from register import Tally, Work, arguments, copy, crashed, faults_of, one_line, skip, state

NOBODY = 65534
READING = {"case list": ["case", "list"], "case show": ["case", "show", "1"], "report month": ["report", "month", "2026-11"],
           "status": ["status"]}


MOVING = {"data backup": (4, ["data", "backup", "{home}/{n}.db"], "read"),
          "data export": (4, ["data", "export", "{home}/{n}"], "read"),
          "data restore": (4, ["data", "restore", "{home}/backup.db", "--confirm", "aka.db"], "write")}


def main():
    options = arguments()
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        skip("only root can become somebody else with setpriv")
    tally = Tally()
    with Work(options.aka) as work:
        under = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        files = stages(work)
        os.chmod(work.folder, 0o755)
        os.chown(work.home, NOBODY, NOBODY)
        folder = work.path("register")
        os.mkdir(folder)
        db = os.path.join(folder, "aka.db")
        # What it is called: owner of file and folder, their modes, may it be read, may it be written.
        places = {
            "a register of one's own": (NOBODY, 0o600, NOBODY, 0o700, True, True),
            "a read-only file": (NOBODY, 0o400, NOBODY, 0o700, True, False),
            "a read-only folder": (NOBODY, 0o600, NOBODY, 0o500, True, False),
            "somebody else's file": (0, 0o644, NOBODY, 0o700, False, False),
            "somebody else's, open to all": (0, 0o666, 0, 0o777, False, False),
            "a folder of somebody else's, open to all": (NOBODY, 0o600, 0, 0o777, True, True),
            "a folder that cannot be entered": (NOBODY, 0o600, 0, 0o700, False, False),
        }
        work.must(files[2], "data", "backup", work.path("home", "backup.db"))
        os.chown(work.path("home", "backup.db"), NOBODY, NOBODY)
        number = 0
        if work.run(work.path("none.db"), "--version", under=under)[0] != 0:
            skip("nobody else may run the program where it lies")
        for place, (owner, mode, folder_owner, folder_mode, readable, writable) in places.items():
            tried = {**{k: (4, v, "read") for k, v in READING.items()},
                     **{k: (*v, "write") for k, v in ALL.items()}, **MOVING}
            for what, (stage, command, needs) in tried.items():
                if stage == 0:
                    continue
                number += 1
                command = [word.format(home=work.home, n=number) for word in command]
                os.chmod(folder, 0o700)
                for name in os.listdir(folder):
                    os.remove(os.path.join(folder, name))
                copy(files[stage], db)
                before = state(db)
                if folder_mode == 0o500 and os.path.exists(db + "-journal"):
                    os.remove(db + "-journal")  # emptied, it may be used again without writing to the folder
                for name in os.listdir(folder):
                    os.chmod(os.path.join(folder, name), mode)
                    os.chown(os.path.join(folder, name), owner, owner)
                os.chown(folder, folder_owner, folder_owner)
                os.chmod(folder, folder_mode)
                code, out, err = work.run(db, *command, under=under)
                tally.tried += 1
                wanted = readable if needs == "read" else writable
                if what == "data restore" and place == "a read-only file":
                    wanted = True  # it is kept as it is, under another name, and nobody writes to it
                tally.count("allowed" if code == 0 else "refused")
                if crashed(code, err) or (code == 0) != wanted:
                    tally.fault(f"{place}, {what}: ended with {code}: {err.strip()}")
                if code != 0 and (not one_line(err) or out):
                    tally.fault(f"{place}, {what}: no clear message: {out!r} {err!r}")
                if code != 0 and state(db) != before:
                    tally.fault(f"{place}, {what}: changed, though it ended with {code}")
                for fault in faults_of(db):
                    tally.fault(f"{place}, {what}: {fault}")
                if code != 0 and any(n not in ("aka.db", "aka.db-journal") for n in os.listdir(folder)):
                    tally.fault(f"{place}, {what}: left {os.listdir(folder)}")
            code, out, err = work.run(db, "data", "check", under=under)
            if readable and (folder_owner != NOBODY) != ("belongs to another user" in out):
                tally.fault(f"{place}, data check: ended with {code}: {out}{err}")
    tally.finish()


main()
