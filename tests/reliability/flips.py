#!/usr/bin/env python3
"""Flipped bits, cut and swapped pages, journals that belong elsewhere: never a crash, and every change is found.

Usage: flips.py AKA [short|long] [--seed N] [--count N] [--broken]
The content before and after is read with Python's sqlite3, row by row and past the indexes. A change that neither
`data check` nor (where the program has it) `data audit --verify` tells is a fault.
"""
import os
import random
import shutil
import sqlite3
import subprocess
import sys

from register import Tally, Work, arguments, columns, copy, crashed, open_db, tables

PAGE = 4096
READERS = [["case", "list", "--status", "all"], ["case", "show", "1"], ["report", "month", "2026-10"]]


def content_of(file):
    """Table by table, or why it cannot be read."""
    db = open_db(file)
    try:
        found = {"(schema)": sorted(repr(row) for row in db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")),
                 "(header)": [db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("user_version", "application_id")]}
        for table in tables(db):
            listed = ", ".join(f'"{c}"' for c in columns(db, table))
            found[table] = sorted(repr(row) for row in db.execute(f'SELECT {listed} FROM "{table}" NOT INDEXED'))
        return found
    except (sqlite3.Error, OverflowError, ValueError) as fault:
        return str(fault)
    finally:
        db.close()


def differing(before, after):
    if isinstance(after, str):
        return ["(unreadable)"]
    return sorted(table for table in {*before, *after} if before.get(table) != after.get(table))


def flip(data):
    place = random.randrange(len(data))
    if random.random() < 0.7:  # where something is written
        while data[place] == 0:
            place = random.randrange(len(data))
    data[place] ^= 1 << random.randrange(8)
    return f"bit of byte {place}"


def cut(data):
    size = random.randrange(len(data))
    del data[size:]
    return f"cut at byte {size}"


def cut_pages(data):
    pages = random.randrange(1, len(data) // PAGE)
    del data[pages * PAGE:]
    return f"cut after page {pages}"


def swap(data):
    a, b = random.sample(range(len(data) // PAGE), 2)
    data[a * PAGE:(a + 1) * PAGE], data[b * PAGE:(b + 1) * PAGE] = data[b * PAGE:(b + 1) * PAGE], data[a * PAGE:(a + 1) * PAGE]
    return f"pages {a + 1} and {b + 1} swapped"


def empty_page(data):
    page = random.randrange(1, len(data) // PAGE)
    data[page * PAGE:(page + 1) * PAGE] = bytes(PAGE)
    return f"page {page + 1} of zeros"


def hot_journal(file, folder):
    """A journal as a crash leaves it: of a large change to the register in the file, made and never committed."""
    other = os.path.join(folder, "hot.db")
    copy(file, other)
    db = open_db(other)
    db.execute("PRAGMA cache_size = 2")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE case_file SET title = title || ' og mere'")
    db.execute("UPDATE event_body SET body = body || ' '")
    with open(other + "-journal", "rb") as journal:
        data = journal.read()
    db.execute("ROLLBACK")
    db.close()
    return data


class Bench:
    def __init__(self, work, options, tally):
        self.work, self.tally, self.options = work, tally, options
        self.folder = work.path("register")
        os.mkdir(self.folder, 0o700)
        self.db = os.path.join(self.folder, "aka.db")
        # By its name a backup of all that is to come: that none was made for long is another finding.
        open(os.path.join(self.folder, "aka-2099-01-01T000000Z.db"), "w").close()
        self.audits = work.run(self.db, "data", "audit", "--help")[0] == 0
        self.missed, self.kinds = {}, {}

    def told(self, place):
        """Whether aka says that something is wrong with the register; every reader is tried for crashes."""
        said = False
        for command in [["data", "check"], *([["data", "audit", "--verify"]] if self.audits else [])]:
            code, out, err = self.run(place, command)
            said = said or (code != 0 and not (self.options.broken and command[1] == "check"))
        for command in READERS:
            self.run(place, command)
        return said

    def run(self, place, command):
        try:
            code, out, err = self.work.run(self.db, *command)
        except subprocess.TimeoutExpired:
            self.tally.fault(f"{place}: {' '.join(command)} does not end")
            return 1, "", ""
        if crashed(code, err):
            self.tally.fault(f"{place}: {' '.join(command)} crashed with {code}: {err[-300:]}")
            keep = os.environ.get("AKA_TEST_KEEP")
            if keep:
                shutil.copy(self.db, os.path.join(keep, f"{place.replace(' ', '-')}.db"))
        return code, out, err

    def judge(self, kind, place, before):
        """The file stands changed; the program looks first, then Python."""
        for tail in ("", "-journal"):
            if os.path.exists(self.db + tail):
                os.chmod(self.db + tail, 0o600)
        copy(self.db, self.work.path("look.db"))
        said = self.told(place)
        where = differing(before, content_of(self.work.path("look.db")))
        self.tally.tried += 1
        self.tally.count("change content", bool(where))
        self.tally.count("of them found", bool(where) and said)
        row = self.kinds.setdefault(kind, [0, 0, 0, 0])
        for column, yes in enumerate((True, bool(where), bool(where) and said, not where and said)):
            row[column] += yes
        if where and not said:
            for table in where:
                self.missed.setdefault(table, []).append(place)
            self.tally.fault(f"{place} changes {', '.join(where)} and is not found")


def main():
    options = arguments(broken="a data check whose findings are not heard")
    count = options.count or {"short": 10, "long": 5000}[options.length]
    tally = Tally(options.seed)
    with Work(options.aka) as work:
        generate = os.path.join(os.path.dirname(options.aka), "aka_generate")
        if not os.path.exists(generate):
            sys.exit(f"flips: there is no {generate}")
        original, other = work.path("original.db"), work.path("other.db")
        for file, seed in ((original, 3), (other, 4)):
            subprocess.run([generate, "--config", work.env["AKA_CONFIG"], "--db", file, "--cases", "60", "--seed", str(seed),
                            "--until", "2026-11-20"], env=work.env, check=True, stdout=subprocess.DEVNULL)
        bench = Bench(work, options, tally)
        copy(original, bench.db)
        code, out, err = work.run(bench.db, "data", "check")
        if code != 0:
            sys.exit(f"flips: the untouched register has findings: {out}{err}")
        before = content_of(original)
        with open(original, "rb") as file:
            data = file.read()

        def damage(kind, change, often):
            for number in range(often):
                broken = bytearray(data)
                place = change(broken)
                copy(original, bench.db)
                with open(bench.db, "wb") as out:
                    out.write(broken)
                bench.judge(kind, place, before)

        damage("flips", flip, count)
        for kind, change in (("cuts", cut), ("cut pages", cut_pages), ("swapped pages", swap), ("emptied pages", empty_page)):
            damage(kind, change, max(5, count // 20))
        journals = [("of another register", hot_journal(other, work.folder)), ("of this register", hot_journal(original, work.folder)),
                    ("of noise", random.randbytes(20000)), ("of zeros", bytes(20000)), ("cut short", hot_journal(other, work.folder)[:5000])]
        for kind, journal in journals:
            copy(original, bench.db)
            with open(bench.db + "-journal", "wb") as out:
                out.write(journal)
            bench.judge("journals", f"a journal {kind}", before)
    print(f"{'':16}{'tried':>8}{'change content':>16}{'found':>8}{'found beside':>14}")
    for kind, row in bench.kinds.items():
        print(f"{kind:16}{row[0]:8}{row[1]:16}{row[2]:8}{row[3]:14}")
    for table, places in sorted(bench.missed.items(), key=lambda pair: -len(pair[1])):
        print(f"not found {len(places):5} times: {table}")
    tally.finish(options.broken)


main()
