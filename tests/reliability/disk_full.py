#!/usr/bin/env python3
"""A full disk: whichever command meets it, it says so, keeps nothing half, and works again when there is room.

Usage: disk_full.py AKA [short|long] [--broken]
Needs a file system of its own: root, or a kernel that lets a user mount in a name space.
"""
import os
import shutil
import subprocess
import sys

from commands import ALL, stages
from register import Tally, Work, arguments, copy, crashed, faults_of, one_line, skip, state

PAGE = 4096
# What a command may find free at most, and the disk's size: a whole register must fit where one is made or copied.
MOST_FREE, SIZE = 240 * 1024, 600 * 1024
ROOM = {"making the register": (600 * 1024, 600 * 1024), "data backup": (480 * 1024, 900 * 1024),
        "data restore": (480 * 1024, 1000 * 1024), "data export": (320 * 1024, 900 * 1024),
        "data import": (480 * 1024, 900 * 1024)}
INSIDE = "AKA_TEST_DISK_FULL_INSIDE"


def go_inside():
    """This test again, where a mount is nobody else's."""
    how = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    probe = "mount -t tmpfs -o size=64k none /mnt && umount /mnt"
    if not shutil.which("unshare") or subprocess.run([*how, "sh", "-c", probe], stderr=subprocess.DEVNULL).returncode != 0:
        skip("no file system can be mounted here (not root, or no name spaces)")
    os.environ[INSIDE] = "1"
    os.execvp("unshare", [*how, sys.executable, *sys.argv])


def fill(folder, free):
    """Leaves about so many bytes."""
    filler = os.path.join(folder, "filler")
    status = os.statvfs(folder)
    take = max(0, status.f_bavail * status.f_frsize - free) // PAGE * PAGE
    with open(filler, "wb") as out:
        if take:
            os.posix_fallocate(out.fileno(), 0, take)
    return filler


def empty(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)


def not_shown(work, tally, files, folder):
    """The register has room, the file that the answer goes to has none: stored, and said so, with the reference."""
    db, answer = work.path("roomy.db"), os.path.join(folder, "answer.json")
    for what, (stage, command) in ALL.items():
        empty(folder)
        copy(files[stage], db)
        work.must(db, *command)
        after = state(db)
        copy(files[stage], db)
        filler = fill(folder, 0)
        code, out, err = work.run(db, *command, "-o", answer)
        tally.tried += 1
        tally.count("stored and not shown", code == 9)
        said = err.strip().splitlines()[-1] if err.strip() else ""
        if code != 9 or "stored, but not shown" not in said or "NAE-" not in err and stage < 4 and "actors" not in what:
            tally.fault(f"{what} with no room for its answer: ended with {code}: {err!r}")
        if state(db) != after or os.path.exists(answer):
            tally.fault(f"{what} with no room for its answer: half or nothing of it is there")
        os.remove(filler)


def main():
    if INSIDE not in os.environ:
        go_inside()
    options = arguments(broken="a program that names the reference before it commits")
    tally = Tally()
    step = PAGE if options.length == "long" else (25 if options.broken else 13) * PAGE
    words = {}
    with Work(options.aka) as work:
        work.stay_on_this_day()
        folder = work.path("disk")
        os.mkdir(folder, 0o700)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "none", folder], check=True)
        try:
            files = stages(work)
            db, look = os.path.join(folder, "aka.db"), work.path("look.db")
            table = work.path("table.csv")
            with open(table, "w") as out:
                out.write("Virksomhed;Emne;Titel;Modtaget\n" + "".join(
                    f"Virksomhed {n} ApS;amu;Kursus;01-10-2020\n" for n in range(40)))
            commands = {**ALL, "case import": (1, ["case", "import", table]),
                        "data backup": (4, ["data", "backup", os.path.join(folder, "backup.db")])}
            backup, exported = work.path("backup.db"), work.path("exported")
            work.must(files[2], "data", "backup", backup)
            work.must(files[4], "data", "export", exported)
            commands.update({
                "data restore": (4, ["data", "restore", backup, "--confirm", "aka.db"]),
                "data export": (4, ["data", "export", os.path.join(folder, "export")]),
                "data import": (0, ["data", "import", exported])})
            if options.broken:
                work.speak_first()
            else:
                not_shown(work, tally, files, folder)
            for what, (stage, command) in commands.items():
                most, size = ROOM.get(what, (MOST_FREE, SIZE))
                subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)
                empty(folder)
                copy(files[stage], db)
                before = state(db)
                work.must(db, *command)
                after = state(db)
                for free in range(0, most, step):
                    empty(folder)
                    copy(files[stage], db)
                    filler = fill(folder, free)
                    code, out, err = work.run(db, *command)
                    tally.tried += 1
                    tally.count("refused" if code else "found room enough")
                    place = f"{what} with {free} bytes free"
                    copy(db, look)
                    now = state(look)
                    if crashed(code, err):
                        tally.fault(f"{place}: crashed with {code}: {err}")
                    if code != 0 and not one_line(err):
                        tally.fault(f"{place}: ended with {code} and no clear message: {err!r}")
                    if code != 0:
                        said = err.strip().splitlines()[-1].replace(work.folder, "...") if err.strip() else ""
                        words[said] = words.get(said, 0) + 1
                        if "full" not in said and "No space" not in said:
                            tally.fault(f"{place}: does not say that the disk is full: {said}")
                    told = out.endswith("\n") or code == 9
                    if now not in (before, after) or (code == 0 and now != after):
                        tally.fault(f"{place}: ended with {code}, half or nothing of it there")
                    if told and now != after:
                        tally.fault(f"{place}: a reference was given and nothing is there")
                    if code != 0 and after != before and now == after and not told:
                        tally.fault(f"{place}: saved, though it ended with {code} and said: {err.strip()}")
                    for fault in faults_of(look) if now else []:
                        tally.fault(f"{place}: {fault}")
                    if code != 0 and any(word in n for n in os.listdir(folder)
                                         for word in ("backup", "export", "replaced", ".part")):
                        tally.fault(f"{place}: left {os.listdir(folder)}")
                    os.remove(filler)
                    if code != 0 and now == before:
                        code, out, err = work.run(db, *command)
                        if code != 0 or state(db) != after:
                            tally.fault(f"{place}: with room again it ended with {code}: {err}")
                        tally.count("worked when there was room again", code == 0)
        finally:
            subprocess.run(["umount", folder], check=False)
    for said, often in sorted(words.items(), key=lambda pair: -pair[1]):
        print(f"{often:5} times: {said}")
    tally.finish(options.broken)


main()
