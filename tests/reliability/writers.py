#!/usr/bin/env python3
"""Many at once on one register: every acknowledged record is there once, nobody is told that it is busy.

Usage: writers.py AKA [short|long] [--broken]
short: 8 processes with 20 records each; long: 64 with 200.
"""
import os
import threading

from register import Tally, Work, arguments, crashed, faults_of, open_db


def main():
    options = arguments(broken="one of the processes only says that it recorded")
    writers, records = {"short": (8, 8 if options.broken else 20), "long": (64, 200)}[options.length]
    tally = Tally()
    lock = threading.Lock()
    acknowledged = []
    with Work(options.aka) as work:
        folder = work.path("register")
        os.mkdir(folder, 0o700)
        db = os.path.join(folder, "aka.db")

        def write(number):
            for record in range(records):
                if options.broken and number == 0 and record == 7:
                    with lock:
                        acknowledged.append("NAE-26-9999")
                    continue
                code, out, err = work.run(db, "case", "new", f"Virksomhed {number} {record} ApS", "-t", "amu")
                with lock:
                    tally.tried += 1
                    if code != 0:
                        tally.fault(f"{'crashed' if crashed(code, err) else 'refused'} with {code}: {err.strip()}")
                    else:
                        acknowledged.append(out.strip())

        def read(stop):
            while not stop.is_set():
                code, out, err = work.run(db, "case", "list", "--status", "all", "--count")
                with lock:
                    tally.count("readings between", code == 0)
                    if code not in (0, 7) or (code == 7 and acknowledged):
                        tally.fault(f"a reader ended with {code}: {err.strip()}")
                stop.wait(0.2)

        stop = threading.Event()
        threads = [threading.Thread(target=write, args=(n,)) for n in range(writers)]
        reader = threading.Thread(target=read, args=(stop,))
        for thread in [*threads, reader]:
            thread.start()
        for thread in threads:
            thread.join()
        stop.set()
        reader.join()
        seen = open_db(db)
        there = [row[0] for row in seen.execute("SELECT ref FROM case_file ORDER BY number")]
        numbers = [row[0] for row in seen.execute("SELECT number FROM case_file ORDER BY number")]
        seen.close()
        tally.count("acknowledged", len(acknowledged))
        for lost in sorted(set(acknowledged) - set(there)):
            tally.fault(f"lost: {lost}")
        if len(set(acknowledged)) != len(acknowledged):
            tally.fault("a reference was given twice")
        if len(there) > len(acknowledged) or numbers != list(range(1, len(numbers) + 1)):
            tally.fault(f"{len(there)} cases for {len(acknowledged)} acknowledged, numbers to {numbers[-1]}")
        for fault in faults_of(db):
            tally.fault(fault)
        code, out, err = work.run(db, "data", "check")
        if code != 0:
            tally.fault(f"data check ended with {code}: {out}{err}")
    print(f"writers: {writers} processes")
    tally.finish(options.broken)


main()
