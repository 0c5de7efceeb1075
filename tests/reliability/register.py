"""What the reliability tests share: a program with a folder of its own, and an independent look into its register.

Nothing here knows aka's sources: the register is read with Python's sqlite3, the audit chain recomputed with hashlib.
"""
import argparse
import datetime
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SANITIZERS = ("AddressSanitizer", "runtime error:", "LeakSanitizer", "UndefinedBehaviorSanitizer")
# What differs between two runs of the same command: keys, moments, salts and what is made of them.
VOLATILE = {"key", "recorded", "made", "salt", "body", "commitment", "hash", "subject"}


def skip(why):
    print(f"{name()}: skipped: {why}")
    sys.exit(SKIPPED)


def name():
    return os.path.splitext(os.path.basename(sys.argv[0]))[0]


def arguments(broken=None, only=None, seed=1):
    parser = argparse.ArgumentParser()
    parser.add_argument("aka", type=os.path.abspath)
    parser.add_argument("length", choices=["short", "long"], nargs="?", default="short")
    parser.add_argument("--seed", type=int, default=seed)
    parser.add_argument("--count", type=int, help="another number of faults than the length has")
    if broken:
        parser.add_argument("--broken", action="store_true", help=f"break the promise on purpose: {broken}")
    if only:
        parser.add_argument("--only", help=only)
    found = parser.parse_args()
    random.seed(found.seed)
    return found


class Work:
    """A private folder with everything a run needs; gone afterwards."""

    def __init__(self, aka):
        self.aka = self.program = aka
        self.built = os.stat(aka).st_mtime_ns
        self.folder = tempfile.mkdtemp(prefix="aka-")
        self.home = self.path("home")
        os.mkdir(self.home)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("AKA_", "XDG_"))}
        self.env.update(HOME=self.home, AKA_MUNICIPALITY="naestved", AKA_USER="MK", LC_ALL="C.UTF-8",
                        AKA_CONFIG=os.environ.get("AKA_CONFIG", os.path.join(SOURCE, "config")),
                        # LeakSanitizer cannot work under ptrace; a finding is to be told from an error of aka.
                        ASAN_OPTIONS="detect_leaks=0:abort_on_error=1:verify_asan_link_order=0",
                        UBSAN_OPTIONS="halt_on_error=1:abort_on_error=1")
        self.day = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.built != os.stat(self.program).st_mtime_ns:
            sys.exit(f"{name()}: the program was built anew meanwhile: what was found says nothing; try again")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def stay_on_this_day(self):
        """From now on aka's day is today: what is compared with an earlier run may come after midnight."""
        self.day = ["--today", datetime.date.today().isoformat()]

    def speak_first(self):
        """From now on a program that breaks the promise: it names a reference and only then begins."""
        wrapper = self.path("speaks-first")
        with open(wrapper, "w") as script:
            script.write(f'#!/bin/sh\ncase " $* " in *" case new "*) echo NAE-26-0009 ;; esac\nexec "{self.aka}" "$@"\n')
        os.chmod(wrapper, 0o700)
        self.aka = wrapper

    def run(self, db, *args, under=(), env=None, text=None):
        """Exit code (negative: the signal), standard output, standard error."""
        done = subprocess.run([*under, self.aka, "--db", db, *self.day, *args], env={**self.env, **(env or {})},
                              input=text, stdin=None if text is not None else subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
                              timeout=300)
        return done.returncode, done.stdout, done.stderr

    def must(self, db, *args):
        code, out, err = self.run(db, *args)
        if code != 0:
            sys.exit(f"{name()}: cannot begin: aka {' '.join(args)} ended with {code}: {err}")
        return out


def copy(source, target):
    """The register and its journal; nobody writes to them now."""
    for tail in ("", "-journal"):
        if os.path.exists(target + tail):
            os.remove(target + tail)
        if os.path.exists(source + tail):
            shutil.copyfile(source + tail, target + tail)
            os.chmod(target + tail, 0o600)


def crashed(code, err):
    return code < 0 or code >= 128 or any(word in err for word in SANITIZERS)


def one_line(err):
    """aka's own words on what went wrong, and the last it says."""
    lines = err.strip().splitlines()
    return bool(lines) and lines[-1].startswith("aka: ")


def open_db(file):
    db = sqlite3.connect(file, timeout=60, isolation_level=None)
    db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return db


def tables(db):
    """Ordinary tables; of the full-text index only its text."""
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [n for n in names if not n.startswith("sqlite_") and
            (not n.startswith("case_search") or n == "case_search_content")]


def columns(db, table):
    return [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]


def content(db, volatile=frozenset()):
    """Every row of every table as text; a number that became another kind of number differs."""
    found = {}
    for table in tables(db):
        wanted = [c for c in columns(db, table) if c not in volatile]
        listed = ", ".join(f'"{c}"' for c in wanted)
        # Without "+rowid" an index might answer in place of the table.
        found[table] = [repr(row) for row in db.execute(f'SELECT {listed} FROM "{table}"')]
        found[table].sort()
    return found


def rows_of(file):
    """What is in the register, apart from what differs between two runs of the same command."""
    if not os.path.exists(file):
        return {}
    db = open_db(file)
    try:
        return {table: rows for table, rows in content(db, VOLATILE).items() if rows}
    finally:
        db.close()


def state(file):
    """The same in short, to be compared; None: no record at all."""
    told = rows_of(file)
    if not set(told) - {"register"}:
        return None
    return hashlib.sha256(repr(sorted(told.items())).encode("utf-8", "surrogateescape")).hexdigest()


def differing(told, others):
    """The rows that only one of the two has, with their table."""
    return [f"{table}: {row}" for table in sorted({*told, *others})
            for row in sorted(set(told.get(table, [])) ^ set(others.get(table, [])))]


def points(step, often, options):
    """Which of so many calls are tried: all in the long column, each `step`-th in the short, from one the seed says."""
    if options.length == "long":
        return range(1, often + 1)
    return range(random.randint(1, min(step, often)), often + 1, step)


def sha256_parts(*parts):
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def chain_faults(db):
    faults, previous = [], "0" * 64
    rows = db.execute("SELECT e.seq, e.recorded, e.happened, e.kind, e.subject, e.who, e.os_user, e.commitment, e.hash,"
                      " b.salt, b.body FROM event e LEFT JOIN event_body b ON b.seq = e.seq ORDER BY e.seq")
    for place, row in enumerate(rows, 1):
        seq, digest, salt, body = row[0], row[8], row[9], row[10]
        if seq != place or sha256_parts(str(seq), *row[1:8], previous) != digest:
            faults.append(f"event {seq} breaks the chain")
        if body is None or sha256_parts(salt, body) != row[7]:
            faults.append(f"the body of event {seq} is not what was committed to")
        previous = digest
    return faults


def faults_of(file, search=True):
    """What is wrong with a register: damage, half cases, a broken chain. Changes nothing but the full-text check."""
    db = open_db(file)
    faults = []
    try:
        if not tables(db):
            return []
        faults += [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [f"foreign key of {row[0]} {row[1]}" for row in db.execute("PRAGMA foreign_key_check")]
        half = {
            "case without need": "SELECT ref FROM case_file WHERE id NOT IN (SELECT case_id FROM need)",
            "need without case": "SELECT id FROM need WHERE case_id NOT IN (SELECT id FROM case_file)",
            "case without its event": "SELECT ref FROM case_file WHERE 'case:' || key NOT IN"
                                      " (SELECT subject FROM event WHERE kind = 'case new') AND NOT EXISTS (SELECT 1 FROM event"
                                      " JOIN event_body USING (seq) WHERE kind = 'case import' AND instr(body, key))",
            "event without its case": "SELECT seq FROM event WHERE kind = 'case new' AND subject NOT IN"
                                      " (SELECT 'case:' || key FROM case_file)",
            "case without search entry": "SELECT ref FROM case_file WHERE id NOT IN (SELECT id FROM case_search_content)",
            "search entry without case": "SELECT id FROM case_search_content WHERE id NOT IN (SELECT id FROM case_file)",
            "referral without a step": "SELECT id FROM referral WHERE id NOT IN (SELECT referral_id FROM referral_step)",
            "closed case with an open need": "SELECT ref FROM case_file c JOIN need n ON n.case_id = c.id"
                                             " WHERE c.status = 'closed' AND n.outcome IS NULL",
            "counter behind the cases": "SELECT c.ref FROM case_file c LEFT JOIN counter n ON n.municipality ="
                                        " c.received_in AND n.year = c.year WHERE n.last IS NULL OR n.last < c.number",
        }
        for what, sql in half.items():
            faults += [f"{what}: {row[0]}" for row in db.execute(sql)]
        faults += chain_faults(db)
        if search:
            db.execute("INSERT INTO case_search(case_search) VALUES ('integrity-check')")
    except sqlite3.Error as fault:
        faults.append(str(fault))
    finally:
        db.close()
    return faults


def references(file):
    db = open_db(file)
    try:
        return [row[0] for row in db.execute("SELECT ref FROM case_file ORDER BY id")]
    except sqlite3.OperationalError:
        return []
    finally:
        db.close()


class Tally:
    """Counts, says the first faults in full, and ends with one line."""

    def __init__(self, seed=None):
        self.tried, self.faults, self.seed = 0, 0, seed
        self.counts, self.begun = {}, time.monotonic()

    def count(self, what, by=1):
        self.counts[what] = self.counts.get(what, 0) + by

    def fault(self, text):
        self.faults += 1
        if self.faults <= 20:
            print(f"FAULT: {text}", flush=True)

    def finish(self, expect_faults=False):
        seed = f"seed {self.seed}, " if self.seed is not None else ""
        counts = "".join(f", {n} {what}" for what, n in self.counts.items())
        print(f"{name()}: {seed}{self.tried} tried{counts}; {self.faults} faults found"
              f"{' (wanted: the promise was broken on purpose)' if expect_faults else ''};"
              f" {time.monotonic() - self.begun:.0f} s")
        sys.exit(0 if (self.faults > 0) == expect_faults and self.tried > 0 else 1)


def need_ptrace():
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL) if shutil.which("strace") else None
    if done is None or done.returncode != 0:
        skip("strace cannot trace here (no ptrace)")
