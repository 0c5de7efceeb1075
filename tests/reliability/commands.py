"""Commands that write, and the register each needs: steps in one case's life."""
import os
import re
import sqlite3

from register import SOURCE, copy

STEPS = [["case", "new", "Fjordglas ApS", "-t", "rekruttering"],
         ["case", "consent", "1", "--give", "contact", "--via", "phone"],
         ["refer", "send", "1", "--pick", "draw"],
         ["case", "close", "1", "--outcome", "met"]]

# What it is called: after how many steps, and the command.
FEW = {
    "making the register": (0, ["case", "new", "Fjordglas ApS", "-t", "amu"]),
    "case new": (1, ["case", "new", "Holmely ApS", "-t", "rekruttering", "--consent", "contact", "--via", "phone"]),
    "refer send": (2, ["refer", "send", "1", "--pick", "draw"]),
    "case close": (3, ["case", "close", "1", "--outcome", "met"]),
    "case feedback": (4, ["case", "feedback", "1", "--asked"]),
}
ALL = {
    **FEW,
    "case consent": (1, ["case", "consent", "1", "--give", "contact", "--via", "phone"]),
    "case followup": (1, ["case", "followup", "1", "--on", "+5d"]),
    "case edit": (1, ["case", "edit", "1", "--positions", "2"]),
    "case reopen": (4, ["case", "reopen", "1", "--reason", "mistake"]),
    "refer update": (3, ["refer", "update", "1.1", "--status", "accepted"]),
    "actors verify": (1, ["actors", "verify", "zbc"]),
    "actors capacity": (1, ["actors", "capacity", "zbc", "limited"]),
}


def stages(work):
    """The register after each of the steps; before the first there is none."""
    folder = work.path("stages")
    os.mkdir(folder, 0o700)
    db = os.path.join(folder, "aka.db")
    files = {0: os.path.join(folder, "none.db")}
    for number, step in enumerate(STEPS, 1):
        work.must(db, *step)
        files[number] = os.path.join(folder, f"{number}.db")
        copy(db, files[number])
    return files


def make_old(stage, target):
    """The register as the first version of its schema had it, with everything that version could hold."""
    with open(os.path.join(SOURCE, "src", "store", "sqlite_migrations.cpp")) as source:
        first = re.search(r'R"sql\((.*?)\)sql"', source.read(), re.DOTALL).group(1)
    if os.path.exists(target):
        os.remove(target)
    db = sqlite3.connect(target, isolation_level=None)
    db.executescript(first)
    db.execute("ATTACH ? AS newer", (stage,))
    for (table,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                               " AND name NOT LIKE 'case_search_%'").fetchall():
        listed = ", ".join(f'"{row[1]}"' for row in db.execute(f'PRAGMA main.table_info("{table}")'))
        if table == "case_search":
            listed = "rowid, " + listed
        db.execute(f'INSERT INTO main."{table}" ({listed}) SELECT {listed} FROM newer."{table}"')
    identity = db.execute("PRAGMA newer.application_id").fetchone()[0]
    db.execute("DETACH newer")
    db.execute(f"PRAGMA application_id = {identity}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    os.chmod(target, 0o600)
