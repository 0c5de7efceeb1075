#!/usr/bin/env python3
"""Measures aka beside the sqlite3 shell and other people's tools: see README.md beside this file.

usage: run.py BUILD [--short] [--sizes N,N,...] [--rounds N]

Prints the table of goals with what was reached. Ratios are medians of user and system time of whole processes, taken
in turns, so that a noisy machine disturbs both sides alike. It judges nothing: it always ends with 0 unless a command
fails.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
MONTH = "2026-10"
COMPARED = (MONTH, "2026-09", "2025-10")  # with the month before and that of the year before
LAST_DAY = "2026-11-20"  # of the generated cases
SEED = "7"


class Bench:
    def __init__(self, build, rounds):
        self.aka_program = str(build / "bin/aka")
        self.generator = str(build / "bin/aka_generate")
        self.rounds = rounds
        self.registers = build / "bench"
        self.registers.mkdir(exist_ok=True)
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="aka-bench."))
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LC_ALL": "C.UTF-8", "AKA_CONFIG": str(SOURCE / "config"), "AKA_USER": "BM", "TASKRC": str(self.home / "taskrc"), "TASKDATA": str(self.home / "task")}

    def register(self, cases):
        """A register with so many cases, made once for each size and program."""
        file = self.registers / f"{cases}.db"
        if not file.exists() or file.stat().st_mtime < os.stat(self.generator).st_mtime:
            print(f"generating {cases} cases", file=sys.stderr)
            part = file.with_suffix(".making")
            part.unlink(missing_ok=True)
            self.run([self.generator, "--config", str(SOURCE / "config"), "--db", str(part), "--cases", str(cases), "--years", "5", "--seed", SEED, "--until", LAST_DAY])
            part.rename(file)
        return file

    def copy(self, cases):
        """A register with so many cases that may be written to: kept until another size is asked for, as a large one
        takes minutes to copy."""
        file = self.registers / f"copy{cases}.db"
        if not file.exists():
            self.drop_copies()
            shutil.copyfile(self.register(cases), file)
            file.chmod(0o600)
        return file

    def drop_copies(self):
        for file in self.registers.glob("copy*"):
            file.unlink()

    def aka(self, db, *words):
        return [self.aka_program, "--db", str(db), "--as", "BM", "-M", "naestved", "--today", LAST_DAY, *words]

    def shell(self, db, sql):
        return ["sqlite3", "-batch", "-bail", str(db), sql]

    def run(self, command, stdin=None):
        done = subprocess.run(command, env=self.environment, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)[:300]}\nended with {done.returncode}: {done.stderr[:600]}")
        return done.stdout

    def cpu(self, command):
        """User and system time of one process, in milliseconds, and the wall clock's."""
        with open(os.devnull, "w", encoding="ascii") as nothing:
            begin = time.perf_counter()
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=nothing, stderr=nothing)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 3):  # 3: what was asked for is not understood
            sys.exit(f"{' '.join(command)[:300]}\nended with {process.returncode}")
        return (usage.ru_utime + usage.ru_stime) * 1000, wall * 1000

    def pair(self, ours, theirs):
        """Medians in turns: ours and theirs in milliseconds. What is called makes the command, for writes differ."""
        mine, other = [], []
        for _ in range(self.rounds):
            mine.append(self.cpu(ours())[0])
            other.append(self.cpu(theirs())[0])
        return statistics.median(mine), statistics.median(other)

    def instructions(self, command):
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], env=self.environment, capture_output=True, text=True)
        return int(re.search(r"Collected : (\d+)", done.stderr)[1])

    def memory(self, command):
        """The most that was resident, in MiB."""
        done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return int(done.stderr.split()[-1]) / 1024

    def syncs(self, command):
        done = subprocess.run(["strace", "-f", "-e", "trace=fsync,fdatasync,sync_file_range", *command], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return len(re.findall(r"^(?:\[pid +\d+\] )?f(?:data)?sync\(", done.stderr, re.M))


def new_case(number, *more):
    return ["case", "new", f"Opfundet Byg {number} ApS", "--topic", "rekruttering/faglaert", "--title", f"Søger tømrer {number}", "--channel", "phone", "--no-input", *more]


class Table:
    def __init__(self):
        print(f"{'what':<44}{'cases':>9}{'aka ms':>9}{'other ms':>10}{'ratio':>8}  goal")

    def row(self, what, cases, pair, goal):
        ours, theirs = pair
        print(f"{what:<44}{cases:>9,}{ours:>9.2f}{theirs:>10.2f}{ours / theirs:>8.2f}  {goal}", flush=True)

    def figure(self, what, cases, value, goal):
        print(f"{what:<44}{cases:>9,}{value:>27}  {goal}", flush=True)


def sql(name):
    """Without the comments: the shell takes what begins with -- for an option."""
    text = (HERE / "sql" / f"{name}.sql").read_text()
    statements = "".join(line for line in text.splitlines(True) if not line.startswith("--")).replace(":day", LAST_DAY)
    return "".join(statements.replace(":month", month) for month in COMPARED) if ":month" in statements else statements


def check_plan(bench, db, name):
    """The shell gets the best SQL: no table of the register is read from end to end for it."""
    for statement in sql(name).split(";"):
        words = statement.strip()
        if words.startswith(("SELECT", "WITH")):
            plan = bench.run(bench.shell(db, "EXPLAIN QUERY PLAN " + words))
            if re.search(r"SCAN (c|case_file|n|need|r|referral|e|event)\b", plan):
                sys.exit(f"sql/{name}.sql reads a whole table:\n{plan}")


def start(bench, table):
    floor = lambda: ["sqlite3", ":memory:", "select 1"]
    for words in (["--version"], ["--help"], ["case", "list", "--nonsense"]):
        table.row("aka " + " ".join(words), 0, bench.pair(lambda words=words: [bench.aka_program, *words], floor), "at most 0.5 of the shell's select 1")


def reading(bench, table, cases):
    db = bench.register(cases)
    ref = bench.run(bench.shell(db, "SELECT ref FROM case_file WHERE owner = 'naestved' AND status = 'open' ORDER BY received_on DESC, id DESC LIMIT 1")).strip()
    bench.environment |= {"AKA_DB": str(db), "AKA_MUNICIPALITY": "naestved"}
    for what, words, name in (
        ("case list", ["case", "list"], "list"),
        ("case show", ["case", "show", ref], "show"),
        ("search", ["case", "list", "elektriker"], "search"),
        ("status", ["status"], "status"),
        ("actors list --topic", ["actors", "list", "--topic", "rekruttering/faglaert"], "actors"),
        ("completion of a case", None, "completion"),
        ("report month", ["report", "month", MONTH], "month"),
    ):
        check_plan(bench, db, name)
        statement = sql(name).replace(":ref", ref)
        command = bench.aka(db, *words) if words else [bench.aka_program, "__complete", "case", "show", ref[:4]]
        goal = "at most 1.1" if name == "month" else "at most 0.9"
        table.row(what, cases, bench.pair(lambda command=command: command, lambda statement=statement: bench.shell(db, statement)), goal)
    for what, words, goal in (("case list", ["case", "list"], 12), ("search", ["case", "list", "elektriker"], 12), ("report month", ["report", "month", MONTH], 64)):
        table.figure(f"memory of {what}, MiB", cases, f"{bench.memory(bench.aka(db, *words)):.1f}", f"under {goal}")


def writing(bench, table, cases):
    """Both write to the same register in turns. What a referral needs is recorded before the clock runs."""
    db = bench.copy(cases)
    numbers = iter(range(10**6))
    agreed = lambda: bench.run(bench.aka(db, *new_case(next(numbers), "--consent", "anonymous", "--via", "phone"))).strip()
    new = lambda: bench.aka(db, *new_case(next(numbers)))
    send = lambda: bench.aka(db, "refer", "send", agreed(), "--pick", "draw", "--no-input")
    table.row("case new", cases, bench.pair(new, lambda: bench.shell(db, sql("new").replace(":number", f"{cases}{next(numbers)}"))), "at most 1.5")
    table.row("refer send", cases, bench.pair(send, lambda: bench.shell(db, sql("send").replace(":ref", agreed()))), "at most 1.5")
    for what, command in (("case new", new), ("refer send", send)):
        table.figure(f"syncs of one {what}", cases, bench.syncs(command()), "1 to 5")


def counting(bench, table, sizes):
    """Instructions at the smallest and at the largest size: what grows with the register."""
    for what, words in (("case list", ["case", "list"]), ("actors list --topic", ["actors", "list", "--topic", "rekruttering/faglaert"]), ("case new", None)):
        counts = []
        for cases in (max(sizes), min(sizes)):
            db = bench.register(cases) if words else bench.copy(cases)
            bench.run(bench.aka(db, "case", "list"))  # the network's compact form is there
            counts.insert(0, bench.instructions(bench.aka(db, *(words or new_case(10**6)))))
        table.figure(f"instructions of {what}, million", max(sizes), f"{counts[1] / 1e6:.1f}", f"at most 1.05 of {counts[0] / 1e6:.1f} at {min(sizes):,}: {counts[1] / counts[0]:.2f}")


def single_adds(bench, table, cases, adds):
    db = bench.copy(cases)
    took = sorted(bench.cpu(bench.aka(db, *new_case(2 * 10**6 + number)))[0] for number in range(adds))
    table.figure(f"{adds:,} single adds, p99 to median", cases, f"{took[int(adds * 0.99)] / statistics.median(took):.1f}", "at most 6")


def together(bench, table, cases, processes, each):
    """Many at once beside one after the other: the whole time, and nothing lost."""
    walls = []
    for at_once in (1, processes):
        db = bench.copy(cases)
        before = int(bench.run(bench.shell(db, "SELECT count(*) FROM case_file")))
        begin = time.perf_counter()
        share = processes * each // at_once
        workers = [subprocess.Popen(["sh", "-c", 'set -e; for i in $(seq $1); do "$0" --db "$3" --as BM -M naestved case new "Opfundet $2 $i ApS" --topic rekruttering/faglaert --title "Tømrer $2 $i" --channel phone --no-input >/dev/null 2>&1; done', bench.aka_program, str(share), str(worker), str(db)], env=bench.environment) for worker in range(at_once)]
        failed = sum(worker.wait() != 0 for worker in workers)
        walls.append(time.perf_counter() - begin)
        lost = before + processes * each - int(bench.run(bench.shell(db, "SELECT count(*) FROM case_file")))
        bench.drop_copies()
    table.figure(f"{processes} processes x {each}: lost, failed, time", cases, f"{lost}, {failed}, {walls[1] / walls[0]:.2f}", "0, 0, at most 2 of one process")


def importing(bench, table, rows):
    file, db = bench.home / "rows.csv", bench.home / "import.db"
    titles = ("Tømrer til renovering", "Kok til weekend", "Montør med kørekort", "Bogholder på deltid")
    with open(file, "w", encoding="utf-8") as out:
        out.write("virksomhed;emne;titel;tekst;modtaget;status;afsluttet;udfald\n")
        for row in range(rows):
            out.write(f"Opfundet Firma {row % (rows // 3 + 1)} ApS;rekruttering/faglaert;{titles[row % 4]} {row};Vi søger fra august, fast stilling og gerne med erfaring.;2025-{row % 12 + 1:02}-{row % 28 + 1:02};lukket;2026-01-{row % 28 + 1:02};opfyldt\n")
    cpu, wall = bench.cpu(bench.aka(db, "case", "import", str(file)))
    table.figure("case import, rows a second", rows, f"{rows / wall * 1000:,.0f} ({cpu / rows:.3f} ms CPU each)", "at least 20,000")
    db.unlink()
    table.figure("memory of case import, MiB", rows, f"{bench.memory(bench.aka(db, 'case', 'import', str(file))):.1f}", "under 64")
    db.unlink()


def peers(bench, table, cases):
    """The same open cases in other people's tools, where they are installed: each asked in its own best way."""
    db = bench.register(cases)
    rows = bench.run(bench.shell(db, "SELECT c.ref, c.title, c.owner, c.received_on, c.status, coalesce(n.topic, '') FROM case_file c LEFT JOIN need n ON n.case_id = c.id AND n.place = 1")).splitlines()
    cells = [row.split("|") for row in rows]
    if shutil.which("task"):
        (bench.home / "taskrc").write_text("data.location=" + str(bench.home / "task") + "\nconfirmation=off\nverbose=nothing\nhooks=off\n")
        lines = ["{" + f'"description":"{title.translate(str.maketrans("", "", chr(34) + chr(92)))}","project":"{owner}","entry":"{day.replace("-", "")}T080000Z","status":"{"pending" if status == "open" else "completed"}","end":"{day.replace("-", "")}T090000Z","tags":["{topic.replace("/", "_").replace("-", "_")}"]' + "}" for _, title, owner, day, status, topic in cells]
        bench.run(["task", "import", "-"], stdin="[" + ",\n".join(lines) + "]")
        for what, theirs, words, goal in (
            ("list beside taskwarrior", ["task", "project:naestved", "status:pending", "limit:20", "list"], ["case", "list"], "at most 0.002"),
            ("search beside taskwarrior", ["task", "description.contains:elektriker", "limit:20", "all"], ["case", "list", "elektriker"], "at most 0.002"),
            ("month beside taskwarrior", ["task", f"entry.after:{MONTH}-01", f"entry.before:{MONTH}-31", "count"], ["report", "month", MONTH], "at most 0.0033"),
        ):
            mine, other = bench.pair(lambda words=words: bench.aka(db, *words), lambda theirs=theirs: theirs)
            table.figure(what, cases, f"{mine:.1f} ms to {other:,.0f} ms: {mine / other:.4f}", goal)
    if shutil.which("hledger"):
        journal = bench.home / "cases.journal"
        journal.write_text("".join(f"{day} {re.sub('[;|]', ' ', title)}\n    {owner}:{topic.replace('/', ':') or 'none'}  1\n    cases\n\n" for _, title, owner, day, _, topic in cells))
        mine, other = bench.pair(lambda: bench.aka(db, "report", "month", MONTH), lambda: ["hledger", "-f", str(journal), "balance", "-p", MONTH, "not:cases"])
        table.figure("month beside hledger", cases, f"{mine:.1f} ms to {other:,.0f} ms: {mine / other:.4f}", "at most 0.005")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("build", type=pathlib.Path)
    options.add_argument("--short", action="store_true")
    options.add_argument("--sizes")
    options.add_argument("--rounds", type=int)
    chosen = options.parse_args()
    sizes = [int(size) for size in (chosen.sizes or ("1000" if chosen.short else "1000,10000,100000,1000000")).split(",")]
    bench = Bench(chosen.build.resolve(), chosen.rounds or (15 if chosen.short else 41))
    try:
        table = Table()
        start(bench, table)
        for cases in sizes:
            reading(bench, table, cases)
            writing(bench, table, cases)
        if len(sizes) > 1:
            counting(bench, table, sizes)
        single_adds(bench, table, max(size for size in sizes if size <= 100000), 200 if chosen.short else 2000)
        together(bench, table, min(sizes), 8 if chosen.short else 64, 5 if chosen.short else 20)
        importing(bench, table, 2000 if chosen.short else 100000)
        if not chosen.short:
            peers(bench, table, max(size for size in sizes if size <= 100000))
    finally:
        bench.drop_copies()
        shutil.rmtree(bench.home)


main()
