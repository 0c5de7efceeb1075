#!/usr/bin/env python3
"""kill -9 at random times: what was acknowledged is there, nothing is half.

Usage: kill.py AKA [short|long] [--seed N] [--count N] [--broken]
"""
import os
import random
import signal
import subprocess
import time

from register import Tally, Work, arguments, crashed, faults_of, open_db, references

CASES_IN_A_REGISTER = 150


def start(work, db, *args):
    return subprocess.Popen([work.aka, "--db", db, *args], env=work.env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def wait_for_the_journal(process, journal):
    """Until it writes, or has ended."""
    while process.poll() is None:
        try:
            if os.stat(journal).st_size > 0:
                return
        except FileNotFoundError:
            pass


def pause(process, seconds):
    """So long, or until it has ended."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass


def next_command(db, number):
    """Mostly an enquiry; else the next step of an open case."""
    if random.random() < 0.6:
        return ["case", "new", f"Virksomhed {number} ApS", "-t", random.choice(["amu", "rekruttering", "trivsel"]),
                "--consent", "contact", "--via", "phone"], None
    with_db = open_db(db)
    rows = with_db.execute("SELECT ref, status FROM case_file ORDER BY random() LIMIT 1").fetchall()
    with_db.close()
    if not rows:
        return next_command(db, number)
    ref, status = rows[0]
    if status == "closed":
        return ["case", "feedback", ref, "--asked"], None
    if random.random() < 0.5:
        return ["refer", "send", ref, "--pick", "draw"], None
    return ["case", "close", ref, "--outcome", "met"], ref


def missing(db, cases, referrals, closed):
    seen = open_db(db)
    try:
        there = {r[0] for r in seen.execute("SELECT ref FROM case_file")}
        sent = {r[0] for r in seen.execute("SELECT c.ref || '.' || r.number FROM referral r JOIN case_file c ON c.id = r.case_id")}
        shut = {r[0] for r in seen.execute("SELECT ref FROM case_file WHERE status = 'closed'")}
    finally:
        seen.close()
    return sorted((cases - there) | (referrals - sent)) + [f"closing of {r}" for r in sorted(closed - shut)]


def main():
    options = arguments(broken="the parent believes a reference before the commit")
    count = options.count or {"short": 200, "long": 5000}[options.length]
    tally = Tally(options.seed)
    with Work(options.aka) as work:
        db, usual, number = None, 0.1, 0
        cases, referrals, closed = set(), set(), set()
        registers = 0
        while tally.tried < count:
            if db is None or len(cases) >= CASES_IN_A_REGISTER:
                registers += 1
                folder = work.path(f"r{registers}")
                os.mkdir(folder, 0o700)
                db = os.path.join(folder, "aka.db")
                cases, referrals, closed = set(), set(), set()
                if random.random() < 0.5:  # else the making of the register is killed too
                    begun = time.monotonic()
                    cases.add(work.must(db, "case", "new", "Den Første ApS", "-t", "amu").strip())
                    usual = time.monotonic() - begun
            number += 1
            command, closing = next_command(db, number) if cases else (["case", "new", "En ApS", "-t", "amu"], None)
            before = references(db) if options.broken and os.path.exists(db) else []
            process = start(work, db, *command)
            how = random.random()
            if how < 0.25:  # may come to its end: something is there to be lost
                pause(process, random.uniform(0.5, 3) * usual)
            elif how < 0.5:
                pause(process, random.uniform(0, 1.2) * usual)
            else:
                wait_for_the_journal(process, db + "-journal")
                pause(process, random.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
            killed = process.returncode == -signal.SIGKILL
            tally.tried += killed
            tally.count("came to their end", not killed)
            if os.path.exists(db + "-journal") and os.path.getsize(db + "-journal") > 0:
                tally.count("killed while writing")
            ref = out.strip() if out.endswith("\n") else ""
            if options.broken and command[:2] == ["case", "new"] and not ref and before:
                # What a program would have said that speaks before COMMIT: the next reference in the row.
                last = before[-1]
                ref = f"{last[:-4]}{int(last[-4:]) + 1:04d}"
            if ref:
                tally.count("acknowledged")
                (cases if command[1] == "new" else referrals).add(ref)
            elif process.returncode == 0 and closing:
                tally.count("acknowledged")
                closed.add(closing)
            if not os.path.exists(db):
                if cases:
                    tally.fault(f"{number}: the register is gone")
                continue
            if number % 5 == 0 or tally.tried >= count:  # aka first, as a person would; else Python heals the file
                code, said, err = work.run(db, "data", "check")
                if crashed(code, err) or (code != 0 and (cases or code not in (7, 8))):
                    tally.fault(f"{number}: data check ended with {code}: {said} {err}")
            for fault in faults_of(db):
                tally.fault(f"{number}: after {' '.join(command)}: {fault}")
            if cases:
                for lost in missing(db, cases, referrals, closed):
                    tally.fault(f"{number}: lost {lost}, which was acknowledged")
                    cases.discard(lost)
                    referrals.discard(lost)
    tally.finish(options.broken)


main()
