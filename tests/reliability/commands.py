"""Commands that write, and the register each needs: steps in one case's life."""
import os

from register import copy

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
