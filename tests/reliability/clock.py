#!/usr/bin/env python3
"""Awkward moments of the clock: leap days, both changes of summer time, week 53 of 2026, 2038, a clock put back.

Usage: clock.py AKA [short|long] [--broken]
"""
import datetime
import os
import subprocess
import zoneinfo

from register import Tally, Work, arguments, crashed, faults_of, open_db, skip

LIBRARY = "/usr/lib/{}/faketime/libfaketime.so.1"
ZONE = "Europe/Copenhagen"
UTC = datetime.timezone.utc

MOMENTS = [  # UTC
    ("the last second of an ordinary February", "2027-02-28 22:59:59"),
    ("the first of March that follows", "2027-02-28 23:00:01"),
    ("a leap day begins", "2028-02-28 23:00:01"),
    ("a leap day ends", "2028-02-29 22:59:50"),
    ("before summer time", "2027-03-28 00:59:59"),
    ("summer time begins", "2027-03-28 01:00:00"),
    ("a day in summer that is still yesterday in UTC", "2027-07-01 22:30:00"),
    ("the first 2:30 of the night summer time ends", "2027-10-31 00:30:00"),
    ("the second 2:30", "2027-10-31 01:30:00"),
    ("week 53 begins", "2026-12-28 08:00:00"),
    ("week 53 in the next year", "2027-01-02 08:00:00"),
    ("a year ends in Denmark", "2026-12-31 23:00:01"),
    ("the last second of 32 bits", "2038-01-19 03:14:07"),
    ("the first after it", "2038-01-19 03:14:08"),
    ("a leap day that is none", "2100-02-28 23:30:00"),
]
WEEKS = [  # today, what is typed, the Monday meant
    ("2026-12-01 09:00:00", "uge 53", "2026-12-28"),
    ("2026-12-29 09:00:00", "uge 1", "2027-01-04"),
    ("2027-01-02 09:00:00", "uge 1", "2027-01-04"),
    ("2027-12-30 09:00:00", "uge 1", "2028-01-03"),
]


def faked(moment):
    at = datetime.datetime.fromisoformat(moment).replace(tzinfo=UTC)
    local = at.astimezone(zoneinfo.ZoneInfo(ZONE))
    return at, local, str(int(at.timestamp()))


def main():
    options = arguments(broken="the clock of the machine in place of the moment")
    machine = subprocess.run(["uname", "-m"], stdout=subprocess.PIPE, text=True).stdout.strip()
    library = LIBRARY.format(f"{machine}-linux-gnu")
    if not os.path.exists(library):
        skip("there is no libfaketime (package faketime)")
    tally = Tally()
    with Work(options.aka) as work:

        def at(seconds, db, *args):
            fake = {} if options.broken else {"LD_PRELOAD": library, "FAKETIME": f"@{seconds}", "FAKETIME_FMT": "%s"}
            return work.run(db, *args, env={"TZ": ZONE, **fake})

        def register(name):
            folder = work.path(name)
            os.mkdir(folder, 0o700)
            # By its name a backup of all that is to come: that none was made for long is another finding.
            open(os.path.join(folder, "aka-2199-01-01T000000Z.db"), "w").close()
            return os.path.join(folder, "aka.db")

        def sound(place, db, seconds):
            for command in (["data", "check"], ["case", "list"], ["status"], ["status", "-O", "ics"]):
                code, out, err = at(seconds, db, *command)
                tally.tried += 1
                if code != 0 or crashed(code, err):
                    tally.fault(f"{place}: {' '.join(command)} ended with {code}: {out}{err}")
            for fault in faults_of(db):
                tally.fault(f"{place}: {fault}")

        together = register("together")
        for number, (place, moment) in enumerate(MOMENTS):
            utc, local, seconds = faked(moment)
            alone = [register(f"alone{number}")] if options.length == "long" or number % 3 == 0 else []
            for db in (*alone, together):
                code, out, err = at(seconds, db, "case", "new", f"Virksomhed {number} ApS", "-t", "amu")
                tally.tried += 1
                if code != 0:
                    tally.fault(f"{place}: case new ended with {code}: {err}")
                    continue
                seen = open_db(db)
                ref, received, recorded = seen.execute(
                    "SELECT ref, received_on, recorded FROM case_file ORDER BY id DESC LIMIT 1").fetchone()
                event = seen.execute("SELECT recorded FROM event ORDER BY seq DESC LIMIT 1").fetchone()[0]
                seen.close()
                if received != local.date().isoformat():
                    tally.fault(f"{place}: received on {received}, where the day is {local.date()}")
                if not ref.startswith(f"NAE-{local:%y}-"):
                    tally.fault(f"{place}: {ref} in {local.year}")
                for told in (recorded, event):
                    when = datetime.datetime.fromisoformat(told.replace("Z", "+00:00")).replace(tzinfo=UTC)
                    if not datetime.timedelta(0) <= when - utc < datetime.timedelta(seconds=30):
                        tally.fault(f"{place}: recorded {told} at {utc:%F %T}")
                sound(place, db, seconds)
                month = f"{local:%Y-%m}"
                code, out, err = at(seconds, db, "report", "month", month, "-O", "csv")
                tally.tried += 1
                if code != 0:
                    tally.fault(f"{place}: report month {month} ended with {code}: {err}")
        for moment, typed, wanted in WEEKS:
            _, _, seconds = faked(moment)
            db = register(f"week{moment[:10]}")
            at(seconds, db, "case", "new", "Ugedal ApS", "-t", "amu")
            code, out, err = at(seconds, db, "case", "followup", "1", "--on", typed)
            tally.tried += 1
            seen = open_db(db)
            due = [row[0] for row in seen.execute("SELECT due FROM followup WHERE done_on IS NULL ORDER BY id DESC LIMIT 1")]
            seen.close()
            if code != 0 or due != [wanted]:
                tally.fault(f"{moment[:10]}, {typed}: {due} instead of {wanted}; {err.strip()}")
    tally.finish(options.broken)


main()
