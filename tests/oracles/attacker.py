#!/usr/bin/env python3
"""Attacks what was published: computes from the files alone what their hidden figures can be.

Usage: attacker.py FOLDER [--truth FILE] [--threshold T] [--knows-zeros]

FOLDER holds everything published, as tidy CSV files (*.csv, the newest last by name) with the header
    period,municipality,municipalities,measure,unit,dimension,category,covers,value
FILE has the same columns with the true values (of every figure published, no figure twice) and a last column
`businesses`: how many distinct businesses are behind the figure. A figure is small when that is 1 to T-1 (T: 5).
With --truth it is broken
  - when a small figure is shown;
  - when the interval of a small hidden figure excludes 0, or stays below T or below its value plus 1; with
    --knows-zeros the attacker knows which hidden figures are not 0: then it must not stay below these;
  - by an insider, when a business that alone is behind some figures, and knows them, is left with less than two
    values for a small hidden figure of others; one of a single business that shares what it counts with a figure
    of its own may be its own, and is only named.
Prints what is broken and one line of counts; ends with 0, or with 1 when anything is broken, or with 2 when the
input is no such thing. Without --truth it prints file, line, least and greatest value of each hidden figure.

Shares no code with aka: the linear programs go to glpsol (glpk-utils). Many questions are asked at once: one
table that agrees with the files and differs from the truth in many figures protects all of them.
"""
import argparse
import csv
import subprocess
import sys
import tempfile
from collections import defaultdict, namedtuple
from pathlib import Path

HEADER = "period,municipality,municipalities,measure,unit,dimension,category,covers,value".split(",")
# Every month and place has at least as much of the first as of the second.
AT_LEAST = [("needs", "enquiries"), ("needs", "labour")]
TOGETHER = {"enquiries": "needs", "labour": "needs"}
NOT_ADDITIVE = {"percent", "businesses", "actors"}
ROUNDING = 1e-6
UNLIMITED = 10**7

# What a figure is about; months as "2026-10", codes empty for a total.
Figure = namedtuple("Figure", "months places measure unit dimension codes")
Published = namedtuple("Published", "file line figure value")
Truth = namedtuple("Truth", "value businesses")


class Unreadable(Exception):
    """The input is not what the usage says."""


def order(figure):
    """The same in every run, as that of sets is not."""
    return [sorted(part) if isinstance(part, frozenset) else [part] for part in figure]


def months_of(period):
    year, _, part = period.partition("-")
    if not part:
        first, last = 1, 12
    elif part.startswith("Q"):
        first, last = 3 * int(part[1:]) - 2, 3 * int(part[1:])
    else:
        first = last = int(part)
    return frozenset(f"{int(year)}-{month:02}" for month in range(first, last + 1))


def rows_of(path, header):
    with open(path, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != header:
            raise Unreadable(f"{path}: the header is not {','.join(header)}")
        for row in reader:
            try:
                figure = Figure(
                    months_of(row["period"]),
                    frozenset(row["municipalities"].split()),
                    row["measure"],
                    row["unit"],
                    row["dimension"],
                    frozenset(row["covers"].split()),
                )
                yield reader.line_num, figure, row
            except (ValueError, AttributeError) as fault:
                raise Unreadable(f"{path}:{reader.line_num}: {fault}") from fault


def read_published(folder):
    published = []
    for path in sorted(Path(folder).glob("*.csv")):
        for line, figure, row in rows_of(path, HEADER):
            value = None if row["value"] == "*" else float(row["value"])
            published.append(Published(path.name, line, figure, value))
    if not published:
        raise Unreadable(f"{folder} holds no figures")
    return published


def read_truth(path):
    truth = {}
    for line, figure, row in rows_of(path, HEADER + ["businesses"]):
        if figure in truth:
            raise Unreadable(f"{path}:{line}: this figure stands there twice")
        truth[figure] = Truth(float(row["value"]), int(row["businesses"]))
    return truth


def has_part(whole, part):
    """Whether all that `part` counts is counted in `whole` too."""
    return (
        part.measure == whole.measure
        and part.unit == whole.unit
        and part.months <= whole.months
        and part.places <= whole.places
        and (not whole.dimension or (whole.dimension == part.dimension and part.codes <= whole.codes))
    )


def overlap(one, other):
    """Whether some of what `one` counts may be counted in `other` too."""
    return (
        one.measure == other.measure
        and bool(one.months & other.months and one.places & other.places)
        and (one.dimension != other.dimension or not one.dimension or bool(one.codes & other.codes))
    )


class Puzzle:
    """Figures of measures that belong together as a linear program: a column per figure, and counts that they
    are sums of."""

    def __init__(self, published, judged, positive=frozenset()):
        self.judged = judged  # files whose figures are attacked
        self.positive = positive  # figures that are known not to be 0
        self.figures = sorted({p.figure for p in published}, key=order)
        self.column = {figure: f"f{i}" for i, figure in enumerate(self.figures)}
        self.shown = {}
        self.possible = True
        for p in published:
            if p.value is not None and self.shown.setdefault(p.figure, p.value) != p.value:
                self.possible = False
        self.rows = self._rows()
        self.possible = self.possible and self.solve("Minimize", []) is not None

    def _cells(self):
        """Months with places that are counted in the same figures, as those figures and a month of them."""
        counted_in = defaultdict(set)
        codes = defaultdict(set)  # of a measure's dimension in a month
        for figure in self.figures:
            for month in figure.months:
                codes[figure.measure, figure.dimension, month] |= figure.codes
                for place in figure.places:
                    counted_in[month, place].add(figure)
        seen = {}
        for (month, _), figures in counted_in.items():
            known = frozenset(
                (f.measure, f.dimension, frozenset(codes[f.measure, f.dimension, month]))
                for f in figures
                if f.dimension
            )
            seen[frozenset(figures), known] = None
        return seen

    def _rows(self):
        """Each figure as the sum of its counts, and each cell's total as the sum over each dimension."""
        parts = defaultdict(list)
        rows = []
        counts = 0
        for figures, dimensions in self._cells():
            totals = {}
            for figure in sorted(figures, key=order):
                if figure.measure not in totals:
                    totals[figure.measure] = f"t{counts}"
                    counts += 1
                if not figure.dimension:
                    parts[figure].append(totals[figure.measure])
            for whole, part in AT_LEAST:
                if whole in totals and part in totals:
                    rows.append(f"{totals[whole]} - {totals[part]} >= 0")
            for measure, dimension, codes in dimensions:
                by_figures = {}
                for code in codes:
                    key = frozenset(
                        f for f in figures if f.measure == measure and f.dimension == dimension and code in f.codes
                    )
                    by_figures[key] = None
                names = []
                for key in by_figures:
                    names.append(f"c{counts}")
                    counts += 1
                    for figure in key:
                        parts[figure].append(names[-1])
                rows.append(f"{totals[measure]} - " + " - ".join(names) + " = 0")
        for figure, names in parts.items():
            rows.append(f"{self.column[figure]} - " + " - ".join(names) + " = 0")
        return rows

    def solve(self, direction, goal, rows=(), bounds=(), fixed=()):
        """The figures' values in a best table, or None when no table agrees. `goal` names columns to sum."""
        known = {**self.shown, **dict(fixed)}
        lines = [direction, " goal: " + (" + ".join(goal) or f"0 {self.column[self.figures[0]]}"), "Subject To"]
        lines += self.rows
        lines += rows
        lines.append("Bounds")
        lines += [f"{self.column[figure]} = {value:.12g}" for figure, value in known.items()]
        set_already = {bound.split()[0] for bound in bounds}
        lines += [
            f"{self.column[figure]} >= 1"
            for figure in sorted(self.positive, key=order)
            if figure in self.column and figure not in known and self.column[figure] not in set_already
        ]
        lines += bounds
        lines.append("End")
        with tempfile.TemporaryDirectory() as folder:
            program, solution = Path(folder, "lp"), Path(folder, "solution")
            program.write_text(wrapped(lines), encoding="ascii")
            run = subprocess.run(
                ["glpsol", "--lp", program, "-w", solution], stdout=subprocess.PIPE, text=True, check=False
            )
            if run.returncode != 0 or not solution.exists():
                raise RuntimeError(f"glpsol failed:\n{run.stdout}")
            return self._read(program.read_text(encoding="ascii"), solution.read_text(encoding="ascii"))

    def _read(self, program, solution):
        """Columns are numbered in the order in which the program first names them."""
        values = []
        for line in solution.splitlines():
            words = line.split()
            if words[:1] == ["s"] and words[4:6] != ["f", "f"]:
                return None
            if words[:1] == ["j"]:
                values.append(float(words[3]))
        names = {}
        for word in program.split("Bounds")[0].replace("goal:", " ").split():
            if word[0] in "ftcud" and word[1:].isdigit():
                names.setdefault(word, len(names))
        if len(names) != len(values):
            raise RuntimeError("glpsol's answer has other columns than the question")
        table = {figure: values[names[column]] for figure, column in self.column.items()}
        if any(abs(table[figure] - value) > ROUNDING * max(1, value) for figure, value in self.shown.items()):
            raise RuntimeError("glpsol's answer is not that of the question")
        return table


def wrapped(lines):
    """glpsol takes long lines, but not endlessly long ones."""
    text = []
    for line in lines:
        words = line.split(" ")
        for i in range(0, len(words), 40):
            text.append(" ".join(words[i : i + 40]))
    return "\n".join(text) + "\n"


class Attack:
    """On the small hidden figures of one puzzle."""

    def __init__(self, puzzle, truth, threshold):
        self.puzzle = puzzle
        self.truth = truth
        self.threshold = threshold
        self.small = [f for f in puzzle.figures if 0 < truth[f].businesses < threshold]
        self.hidden = [f for f in self.small if f not in puzzle.shown]
        self.tables = []

    def value(self, figure):
        return self.truth[figure].value

    def push(self, goals, fixed=()):
        """A table with the figures of `goals` as high (as low) as they go, up to (down to) the goal each; None
        when what is `fixed` contradicts what was published, as after a change of the register."""
        up = [f for f, (sign, _) in goals.items() if sign > 0]
        down = [f for f, (sign, _) in goals.items() if sign < 0]
        rows, bounds, names = [], [], []
        for i, figure in enumerate(up + down):
            column = self.puzzle.column[figure]
            name = f"u{i}" if i < len(up) else f"d{i}"
            names.append(name)
            if i < len(up):
                rows.append(f"{name} - {column} <= 0")
                bounds.append(f"0 <= {name} <= {goals[figure][1]:.12g}")
            else:
                rows.append(f"{name} - {column} >= 0")
                bounds.append(f"{name} >= {goals[figure][1]:.12g}")
        table = self.puzzle.solve("Maximize" if up else "Minimize", names, rows, bounds, fixed)
        if table is not None:
            self.tables.append(table)
        return table

    def sweep(self, goals, fixed=()):
        """The goals that are left when many are pushed at a time, for as long as that gets any further."""
        while goals:
            table = self.push(goals, fixed)
            left = {f: goal for f, goal in goals.items() if table is None or not reached(table[f], goal)}
            if len(left) == len(goals):
                break
            goals = left
        return goals

    def unreached(self, goals):
        """The figures that cannot get to their goals, and where they get."""
        for figure, goal in self.sweep(goals).items():
            table = self.push({figure: goal})
            if not reached(table[figure], goal):
                yield figure, table[figure]

    def outsiders(self):
        """What is known of each broken figure."""
        why = defaultdict(list)
        for figure in self.small:
            if figure in self.puzzle.shown:
                why[figure].append("shown")
        lowest = {} if self.puzzle.positive else {f: (-1, 0) for f in self.hidden}
        for figure, least in self.unreached(lowest):
            why[figure].append(f"{least:g} at least")
        limits = {f: (1, max(self.threshold, self.value(f) + 1)) for f in self.hidden}
        for figure, most in self.unreached(limits):
            why[figure].append(f"{most:g} at most")
        return {figure: "is " + " and ".join(words) for figure, words in why.items()}

    def businesses(self):
        """The figures of one business each, as sets: one that is alone behind a figure is behind its parts."""
        alone = [f for f in self.hidden if self.truth[f].businesses == 1]
        groups = {f: {f} for f in alone}
        for whole in alone:
            for part in alone:
                if part != whole and has_part(whole, part) and groups[whole] is not groups[part]:
                    joined = groups[whole] | groups[part]
                    for figure in joined:
                        groups[figure] = joined
        return list({id(group): group for group in groups.values()}.values())

    def move_apart(self, businesses):
        """Tables in which half of the businesses see nothing change and others' figures do, for halves that
        part any two businesses."""
        for bit in range(max(1, len(businesses).bit_length())):
            for side in (0, 1):
                still = set().union(*(b for i, b in enumerate(businesses) if i >> bit & 1 == side))
                known = {f: self.value(f) for f in still}
                others = [f for f in self.hidden if f not in still]
                if not known or not others:
                    continue
                for sign in (1, -1):
                    self.sweep({f: (sign, max(1, self.value(f) + sign)) for f in others}, known)

    def insiders(self, businesses):
        """(own figures, another's figure, its value) for what an insider computes."""
        self.move_apart(businesses)
        unsure = [set(self.hidden) - own for own in businesses]
        for table in self.tables:
            moved = {f for f in self.hidden if abs(table[f] - self.value(f)) >= 1 - ROUNDING}
            still = {f for f in self.hidden if abs(table[f] - self.value(f)) <= ROUNDING}
            for own, others in zip(businesses, unsure):
                if own <= still:
                    others -= moved
        for own, others in zip(businesses, unsure):
            known = {f: self.value(f) for f in own}
            for figure in sorted(others, key=order):
                highest = self.push({figure: (1, self.value(figure) + 1)}, known)
                least = 1 if figure in self.puzzle.positive else 0
                lowest = self.push({figure: (-1, max(least, self.value(figure) - 1))}, known)
                if highest and lowest and highest[figure] - lowest[figure] < 1 - ROUNDING:
                    yield own, figure, (lowest[figure], highest[figure])


def reached(value, goal):
    sign, wanted = goal
    return sign * value >= sign * wanted - ROUNDING


def puzzles_of(published, positive=frozenset()):
    """All files together when they agree; else for each file it and those that agree with it, newest first."""
    whole = Puzzle(published, {p.file for p in published}, positive)
    if whole.possible:
        return [whole]
    files = sorted({p.file for p in published}, reverse=True)
    puzzles = []
    for first in files:
        taken = [first]
        puzzle = Puzzle([p for p in published if p.file == first], {first}, positive)
        if not puzzle.possible:
            raise Unreadable(f"{first} contradicts itself")
        for other in files:
            if other == first:
                continue
            more = Puzzle([p for p in published if p.file in taken or p.file == other], {first}, positive)
            if more.possible:
                puzzle = more
                taken.append(other)
        puzzles.append(puzzle)
    return puzzles


def told(figure):
    months = sorted(figure.months)
    period = months[0] if len(months) == 1 else f"{months[0]}..{months[-1]}"
    codes = "+".join(sorted(figure.codes))
    what = f" {figure.dimension} {codes}" if figure.dimension else ""
    return f"{period} {'+'.join(sorted(figure.places))} {figure.measure}{what}"


def by_measure(published):
    measures = defaultdict(list)
    for p in published:
        if p.figure.unit not in NOT_ADDITIVE:
            measures[TOGETHER.get(p.figure.measure, p.figure.measure)].append(p)
    return measures.values()


def list_intervals(published):
    for measure in by_measure(published):
        for puzzle in puzzles_of(measure):
            for p in measure:
                if p.value is not None or p.file not in puzzle.judged:
                    continue
                column = puzzle.column[p.figure]
                limit = [] if p.figure in puzzle.shown else [f"0 <= {column} <= {UNLIMITED}"]
                least = puzzle.solve("Minimize", [column])[p.figure]
                most = puzzle.solve("Maximize", [column], bounds=limit)[p.figure]
                print(f"{p.file},{p.line},{least:g},{'inf' if most >= UNLIMITED else f'{most:g}'}")


def check_truth(published, truth):
    for p in published:
        if p.figure not in truth:
            raise Unreadable(f"{p.file}:{p.line}: the truth says nothing of this figure")
        if p.value is not None and p.figure.unit not in NOT_ADDITIVE and p.value != truth[p.figure].value:
            raise Unreadable(f"{p.file}:{p.line}: the truth is {truth[p.figure].value:g}")


def judge(published, truth, threshold, knows_zeros):
    check_truth(published, truth)
    positive = frozenset()
    if knows_zeros:
        positive = frozenset(p.figure for p in published if p.value is None and truth[p.figure].value > 0)
    broken, broken_inside, small, insiders = {}, {}, set(), set()
    for p in published:
        few = 0 < truth[p.figure].businesses < threshold
        if few and p.value is not None and p.figure.unit in NOT_ADDITIVE:
            broken[p.figure] = "is shown"
    for measure in by_measure(published):
        for puzzle in puzzles_of(measure, positive):
            attack = Attack(puzzle, truth, threshold)
            small.update(attack.small)
            broken.update(attack.outsiders())
            businesses = attack.businesses()
            insiders.update(frozenset(own) for own in businesses)
            for own, figure, (least, most) in attack.insiders(businesses):
                if truth[figure].businesses == 1 and any(overlap(one, figure) for one in own):
                    print(f"perhaps its own, of one business too: {told(figure)}")
                    continue
                broken_inside[frozenset(own), figure] = f"from {least:g} to {most:g}"
    for figure, why in broken.items():
        print(f"broken: {told(figure)} {why}")
    for (own, figure), why in broken_inside.items():
        print(f"broken by an insider of {told(min(own, key=order))}: {told(figure)} is {why}")
    hidden = sum(p.value is None for p in published)
    print(
        f"files {len({p.file for p in published})}, figures {len(published)}, hidden {hidden}, small {len(small)}, "
        f"broken {len(broken)}, insiders {len(insiders)}, broken by insiders {len(broken_inside)}"
    )
    return 1 if broken or broken_inside else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--truth")
    parser.add_argument("--threshold", type=int, default=5)
    parser.add_argument("--knows-zeros", action="store_true")
    arguments = parser.parse_args()
    try:
        published = read_published(arguments.folder)
        if arguments.truth is None:
            list_intervals(published)
            return 0
        return judge(published, read_truth(arguments.truth), arguments.threshold, arguments.knows_zeros)
    except (Unreadable, OSError) as fault:
        print(f"attacker: {fault}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
