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
            "a folder that cannot be entered": (NOBODY, 0o600, 0, 0o700, False, False),
        }
        if work.run(work.path("none.db"), "--version", under=under)[0] != 0:
            skip("nobody else may run the program where it lies")
        for place, (owner, mode, folder_owner, folder_mode, readable, writable) in places.items():
            for what, (stage, command) in {**{k: (4, v) for k, v in READING.items()}, **ALL}.items():
                if stage == 0:
                    continue
                os.chmod(folder, 0o700)
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
                wanted = readable if what in READING else writable
                tally.count("allowed" if code == 0 else "refused")
                if crashed(code, err) or (code == 0) != wanted:
                    tally.fault(f"{place}, {what}: ended with {code}: {err.strip()}")
                if code != 0 and (not one_line(err) or out):
                    tally.fault(f"{place}, {what}: no clear message: {out!r} {err!r}")
                if code != 0 and state(db) != before:
                    tally.fault(f"{place}, {what}: changed, though it ended with {code}")
                for fault in faults_of(db):
                    tally.fault(f"{place}, {what}: {fault}")
    tally.finish()


main()
