#!/usr/bin/env python3
"""Loss of power at random moments: no acknowledged record is lost, the register is whole.

Usage: power_loss.py AKA [short|long] [--broken]
The same with a writer of our own under TRUNCATE + EXTRA must lose none, under DELETE + FULL it must lose some: else the
simulation sees nothing. --broken: that writer under DELETE + FULL in place of aka.
"""
import os
import random
import shutil
import sqlite3
import sys

from disk import Disk, record
from register import Tally, Work, arguments, crashed, faults_of, need_ptrace, open_db

RECORDS = 12


def write_records(file, journal, synchronous, first, count):
    """The writer of our own: a record, a commit, a word."""
    for number in range(first, first + count):
        db = sqlite3.connect(file, isolation_level=None)
        db.execute(f"PRAGMA journal_mode = {journal}")
        db.execute(f"PRAGMA synchronous = {synchronous}")
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, text TEXT)")
        db.execute("INSERT INTO record VALUES (?, ?)", (number, f"{number} " * 1500))
        db.execute("COMMIT")
        print(number, flush=True)
        db.close()


def lost_of_writer(file, acknowledged):
    if not os.path.exists(file):
        return sorted(acknowledged), []
    db = sqlite3.connect(file)
    try:
        wrong = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        there = set()
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'record'").fetchone():
            there = {str(row[0]) for row in db.execute("SELECT id FROM record WHERE length(text) > 2000")}
        return sorted(acknowledged - there), wrong
    except sqlite3.DatabaseError as fault:
        return [], [str(fault)]
    finally:
        db.close()


def lost_of_aka(file, acknowledged):
    if not os.path.exists(file):
        return sorted(acknowledged), []
    wrong = faults_of(file)
    db = open_db(file)
    try:
        there = set()
        for sql in ("SELECT ref FROM case_file", "SELECT c.ref || '.' || r.number FROM referral r JOIN case_file c ON c.id = r.case_id",
                    "SELECT 'closed ' || ref FROM case_file WHERE status = 'closed'"):
            there |= {row[0] for row in db.execute(sql)}
    except sqlite3.DatabaseError as fault:
        return sorted(acknowledged) if "no such table" in str(fault) else [], wrong
    finally:
        db.close()
    return sorted(acknowledged - there), wrong


def record_aka(work, folder):
    """A day at the desk, from no register on."""
    changes, db = [], os.path.join(folder, "office", "aka.db")

    def one(*args):
        changes.extend(record([work.aka, "--db", db, *args], folder, work.env, work.path("trace")))

    for number in range(1, RECORDS + 1):
        one("case", "new", f"Virksomhed {number} ApS", "-t", "rekruttering", "--consent", "contact", "--via", "phone")
        if number % 3 == 0:
            one("refer", "send", str(number), "--pick", "draw")
        if number % 4 == 0:
            one("case", "close", str(number), "--outcome", "met")
            ref = f"{[c[1] for c in changes if c[0] == 'said'][-1].strip().split('.')[0][:7]}{number:04d}"
            changes.append(("said", f"closed {ref}\n"))  # its exit code is the acknowledgement
    return changes


def record_writer(work, folder, journal, synchronous):
    file = os.path.join(folder, "own.db")
    return record([sys.executable, os.path.abspath(__file__), "--writer", file, journal, synchronous, str(RECORDS)],
                  folder, work.env, work.path("trace"))


def lose_power(work, tally, what, changes, folder, file, count, judge, look=None):
    """How many of the moments lose an acknowledged record, and how many leave damage."""
    moments = sorted(random.randint(1, len(changes)) for _ in range(count))
    disk, acknowledged, done, pending = Disk(folder), set(), 0, ""
    losing = damaged = 0
    left = work.path("left")
    for moment in moments:
        while done < moment:
            if changes[done][0] == "said":
                pending += changes[done][1]
                *whole, pending = pending.split("\n")
                acknowledged.update(line for line in whole if line)
            else:
                disk.apply(changes[done])
            done += 1
        shutil.rmtree(left, ignore_errors=True)
        disk.rebuild(left)
        target = os.path.join(left, file)
        tally.tried += 1
        if look and tally.tried % 10 == 0 and os.path.exists(target):
            look(f"{what} at {moment} of {len(changes)}", target, acknowledged)
        lost, wrong = judge(target, acknowledged)
        losing += bool(lost)
        damaged += bool(wrong)
        if (lost or wrong) and judge is lost_of_aka:
            tally.fault(f"{what} at {moment} of {len(changes)}, after {changes[moment - 1][:2]}: lost {lost[:3]} damage {wrong[:3]}")
    return losing, damaged


def main():
    options = arguments(broken="a writer under DELETE + FULL in place of aka")
    need_ptrace()
    count = options.count or {"short": 300, "long": 10000}[options.length]
    tally = Tally(options.seed)
    with Work(options.aka) as work:
        def look(place, file, acknowledged):
            shutil.copytree(os.path.dirname(file), work.path("seen"), dirs_exist_ok=False)
            code, out, err = work.run(work.path("seen", "aka.db"), "data", "check")
            shutil.rmtree(work.path("seen"))
            tally.count("opened by aka")
            if crashed(code, err) or (code != 0 and (acknowledged or code not in (7, 8))):
                tally.fault(f"{place}: data check ended with {code}: {out}{err}")

        for journal, synchronous, loses in (("TRUNCATE", "EXTRA", False), ("DELETE", "FULL", True)):
            if options.broken and not loses:
                continue
            folder = work.path(f"own-{journal}")
            os.mkdir(folder, 0o700)
            changes = record_writer(work, folder, journal, synchronous)
            losing, damaged = lose_power(work, tally, journal, changes, folder, "own.db", count, lost_of_writer)
            print(f"a writer under {journal} + {synchronous}: {losing} of {count} moments lose an acknowledged record, "
                  f"{damaged} damage the file")
            if options.broken and losing:
                tally.fault(f"{journal} + {synchronous} loses acknowledged records")
            elif bool(losing) != loses or damaged:
                tally.fault(f"the simulation is wrong: {journal} + {synchronous} should lose {'some' if loses else 'none'}")
        if not options.broken:
            folder = work.path("desk")
            os.mkdir(folder, 0o700)
            os.mkdir(os.path.join(folder, "office"), 0o700)
            changes = record_aka(work, folder)
            changes.insert(0, ("mkdir", os.path.join(folder, "office")))
            changes[1:1] = [("open", folder, 1000), ("sync", 1000), ("close", 1000)]
            losing, damaged = lose_power(work, tally, "aka", changes, folder, "office/aka.db", count, lost_of_aka, look)
            print(f"aka: {losing} of {count} moments lose an acknowledged record, {damaged} damage the register; "
                  f"{len(changes)} calls recorded")
            folder = work.path("fresh")
            os.mkdir(folder, 0o700)
            changes = record_aka(work, folder)  # aka makes the folder itself
            losing, damaged = lose_power(work, tally, "aka in a folder it made", changes, folder, "office/aka.db",
                                         count // 3, lost_of_aka, look)
            print(f"aka in a folder it made: {losing} of {count // 3} moments lose an acknowledged record, {damaged} damage")
    tally.finish(options.broken)


if len(sys.argv) > 1 and sys.argv[1] == "--writer":
    write_records(sys.argv[2], sys.argv[3], sys.argv[4], 1, int(sys.argv[5]))
else:
    main()
