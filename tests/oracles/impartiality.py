#!/usr/bin/env python3
"""Computes `aka report impartiality` anew from the register and compares it with the report's JSON.

Usage: impartiality.py REGISTER REPORT [--municipality ID] [--topic ID] [--stands-out ACTOR=more|less ...]

Shares no code with aka: the rules are those of the man pages, the arithmetic is that of fractions. Prints what
differs and ends with 1, or one line and 0. --stands-out names all who must stand out; without it nobody may.
"""
import argparse
import hashlib
import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from statistics import NormalDist

UNITS = math.lcm(*range(1, 65))
NORMAL = NormalDist()


class Register:
    """The rows that matter, read once."""

    def __init__(self, path):
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        db.row_factory = sqlite3.Row
        self.draws = db.execute("SELECT * FROM draw ORDER BY id").fetchall()
        self.places = defaultdict(list)
        for row in db.execute("SELECT * FROM draw_place ORDER BY draw_id, place"):
            self.places[row["draw_id"]].append(row)
        self.extras = db.execute("SELECT * FROM extra_proposal ORDER BY id").fetchall()
        self.referrals = db.execute(
            "SELECT r.*, n.topic AS need_topic, c.owner FROM referral r"
            " JOIN need n ON n.id = r.need_id JOIN case_file c ON c.id = r.case_id"
        ).fetchall()
        self.ledger = {
            row["actor"]: (Fraction(int(row["credit"]), UNITS), row["proposals"])
            for row in db.execute("SELECT * FROM ledger")
        }
        db.close()


def drawn_order(draw, standing):
    """Furthest below its share first, ties by the hash."""
    again = f"#{draw['round']}" if draw["round"] > 1 else ""

    def key(actor):
        credit, proposals = standing[actor]
        text = f"{draw['case_ref']}{again}:{draw['topic']}:{actor}"
        return proposals - credit, hashlib.sha256(text.encode()).hexdigest()

    return sorted(standing, key=key)


def replay(register):
    """The ledger as the draws make it, and the draws that do not follow, as (case, round, topic, what)."""
    ledger = defaultdict(lambda: (Fraction(0), 0))
    orders = {}
    wrong = []

    def propose(actors, proposed):
        for actor in actors:
            credit, proposals = ledger[actor]
            ledger[actor] = (credit + Fraction(len(proposed), len(actors)), proposals + (actor in proposed))

    later = sorted(register.extras, key=lambda extra: extra["after_draw"])
    for draw in register.draws:
        while later and later[0]["after_draw"] < draw["id"]:
            extra = later.pop(0)
            order = orders[extra["draw_id"]]
            propose(order, {order[extra["place"] - 1]})
        places = register.places[draw["id"]]
        told = {row["actor"]: (Fraction(int(row["credit_before"]), UNITS), row["proposed_before"]) for row in places}
        actual = {actor: ledger[actor] for actor in told}
        faults = []
        if told != actual:
            faults.append("ledger")
        if drawn_order(draw, told) != [row["actor"] for row in places]:
            faults.append("order")
        if faults:
            wrong.append((draw["case_ref"], draw["round"], draw["topic"], faults))
        order = orders[draw["id"]] = drawn_order(draw, actual)
        propose(order, set(order[: draw["proposals"]]))
    for extra in later:
        order = orders[extra["draw_id"]]
        propose(order, {order[extra["place"] - 1]})
    return dict(ledger), wrong


class Actor:
    def __init__(self):
        self.proposals = 0
        self.fair_share = Fraction(0)
        self.chosen = 0
        self.choices = 0
        self.expected = Fraction(0)
        self.variance = Fraction(0)
        self.overrides = 0


class Expected:
    """What the report must say of a period."""

    def __init__(self, register, first, last, municipality, topic):
        def wanted(day, place, what):
            return (
                first <= day <= last
                and municipality in ("", place)
                and (topic in ("", what) or what.startswith(topic + "/"))
            )

        self.actors = defaultdict(Actor)
        self.redraws = Counter()
        self.overrides = Counter()
        self.counts = Counter()
        draws = {d["id"]: d for d in register.draws if wanted(d["day"], d["municipality"], d["topic"])}
        sent = defaultdict(set)
        for referral in register.referrals:
            self.count_referral(register, referral, draws, sent, wanted)
        extras = defaultdict(set)
        for extra in register.extras:
            extras[extra["draw_id"]].add(extra["place"])
        for draw in draws.values():
            self.count_draw(draw, register.places[draw["id"]], extras[draw["id"]], sent[draw["id"]])
        self.judge()

    def count_referral(self, register, referral, draws, sent, wanted):
        draw = referral["draw_id"]
        if draw is None:
            if not wanted(referral["sent_on"], referral["owner"], referral["need_topic"]):
                return
        elif draw not in draws:
            return
        eligible = draw is not None and referral["actor"] in {row["actor"] for row in register.places[draw]}
        self.counts["referrals"] += 1
        if eligible:
            sent[draw].add(referral["actor"])
        if referral["chosen_by"] == "outside":
            self.overrides[referral["choice_reason"], eligible] += 1
            self.actors[referral["actor"]].overrides += 1

    def count_draw(self, draw, places, extras, sent):
        n, k, m = len(places), draw["proposals"], len(sent)
        self.counts["draws"] += 1
        self.counts["extra_proposals"] += len(extras)
        self.counts["counted"] += m
        if draw["round"] > 1:
            self.redraws[draw["reason"]] += 1
        for row in places:
            actor = self.actors[row["actor"]]
            actor.proposals += (row["place"] <= k) + (row["place"] in extras)
            actor.fair_share += Fraction(k, n) + len(extras) * Fraction(1, n)
            actor.chosen += row["actor"] in sent
            actor.choices += m
            actor.expected += Fraction(m, n)
            actor.variance += Fraction(m, n) * (1 - Fraction(m, n))

    def judge(self):
        self.tests = {}
        for name, actor in self.actors.items():
            if actor.variance >= 5:
                z = float(actor.chosen - actor.expected) / math.sqrt(actor.variance)
                self.tests[name] = (z, 2 * NORMAL.cdf(-abs(z)))
        by_p = sorted(self.tests, key=lambda name: self.tests[name][1])
        self.holm = {}
        for i, name in enumerate(by_p):
            self.holm[name] = max(min(1.0, (len(by_p) - j) * self.tests[by_p[j]][1]) for j in range(i + 1))
        # Holm's procedure itself, which stops at the first that is not rejected.
        self.out = {}
        for i, name in enumerate(by_p):
            if self.tests[name][1] > 0.05 / (len(by_p) - i):
                break
            self.out[name] = "more" if self.tests[name][0] > 0 else "less"


def wilson(part, whole):
    """The two shares p with (part/whole - p)^2 = z^2 p (1 - p) / whole."""
    if whole == 0:
        return None, None
    share, square = part / whole, NORMAL.inv_cdf(0.975) ** 2
    a, b, c = 1 + square / whole, -(2 * share + square / whole), share * share
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


class Comparison:
    def __init__(self):
        self.compared = 0
        self.differing = []

    def same(self, what, got, wanted):
        """Numbers agree as far as JSON tells them: six decimals."""
        self.compared += 1
        number = isinstance(got, (int, float)) and isinstance(wanted, (float, Fraction))
        if not (abs(got - float(wanted)) < 1e-6 if number else got == wanted):
            self.differing.append(f"{what}: the report says {got!r}, computed {wanted!r}")


def compare_actors(comparison, report, expected):
    rows = {row["actor"]: row for row in report["actors"]}
    comparison.same("actors", sorted(rows), sorted(expected.actors))
    for name, actor in expected.actors.items():
        row = rows.get(name, {})
        low, high = wilson(actor.chosen, actor.choices)
        z, p = expected.tests.get(name, (None, None))
        verdict = None if z is None else expected.out.get(name, "no")
        wanted = {
            "proposals": actor.proposals,
            "fair_share": actor.fair_share,
            "fair_share_exact": str(actor.fair_share),
            "difference": actor.fair_share - actor.proposals,
            "chosen": actor.chosen,
            "of": actor.choices,
            "expected": actor.expected,
            "share": Fraction(actor.chosen, actor.choices) if actor.choices else None,
            "share_low": low,
            "share_high": high,
            "z": z,
            "p": p,
            "p_holm": expected.holm.get(name),
            "stands_out": verdict,
            "overrides": actor.overrides,
        }
        for key, value in wanted.items():
            comparison.same(f"{name} {key}", row.get(key), value)
    total = sum(Fraction(row["fair_share_exact"]) - row["proposals"] for row in report["actors"])
    comparison.same("sum of the differences", total, Fraction(0))


def compare_rest(comparison, report, expected, register):
    period = report["period"]
    for key in ("draws", "extra_proposals", "referrals", "counted"):
        comparison.same(key, period[key], expected.counts[key])
    comparison.same("redraws", period["redraws"], sum(expected.redraws.values()))
    comparison.same("tested", period["tested"], len(expected.tests))
    comparison.same("stand out", period["stand_out"], len(expected.out))
    comparison.same("long enough", period["long_enough"], expected.counts["referrals"] >= 200)
    for row in report["redraws"]:
        comparison.same(f"redraws {row['reason']}", row["redraws"], expected.redraws.pop(row["reason"], 0))
    comparison.same("other redraws", dict(expected.redraws), {})
    total = Counter()
    for row in report["overrides"][:-1]:
        for key, eligible in (("eligible", True), ("not_eligible", False)):
            number = expected.overrides.pop((row["reason"], eligible), 0)
            comparison.same(f"overrides {row['reason']} {key}", row[key], number)
            total[key] += number
    comparison.same("other overrides", dict(expected.overrides), {})
    last, referrals = report["overrides"][-1], expected.counts["referrals"]
    comparison.same("overrides", (last["reason"], last["referrals"]), ("total", sum(total.values())))
    comparison.same("share", last["share"], Fraction(sum(total.values()), referrals) if referrals else None)

    ledger, wrong = replay(register)
    differences = {name: credit - proposals for name, (credit, proposals) in register.ledger.items()}
    worst = max(map(abs, differences.values()), default=None)
    told = report["ledger"]
    comparison.same("sum over the ledger", told["sum_of_differences"], str(sum(differences.values())))
    comparison.same("worst difference", told["worst_difference_exact"], worst if worst is None else str(worst))
    comparison.same("the ledger follows", told["follows_from_draws"], ledger == register.ledger)
    comparison.same("ledger sums to 0", sum(differences.values()), Fraction(0))
    comparison.same("stored draws", report["draws"]["stored"], len(register.draws))
    comparison.same("reproduced", report["draws"]["reproduce"], len(register.draws) - len(wrong))
    listed = [(r["case"], r["round"], r["topic"], r["wrong"]) for r in report.get("wrong_draws", [])]
    comparison.same("wrong draws", listed, wrong)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("register")
    arguments.add_argument("report")
    arguments.add_argument("--municipality", default="")
    arguments.add_argument("--topic", default="")
    arguments.add_argument("--stands-out", nargs="*", default=[])
    asked = arguments.parse_args()
    with open(asked.report, encoding="utf-8") as file:
        report = json.load(file)
    register = Register(asked.register)
    period = report["period"]
    expected = Expected(register, period["first"], period["last"], asked.municipality, asked.topic)
    comparison = Comparison()
    comparison.same("stand out", sorted(f"{k}={v}" for k, v in expected.out.items()), sorted(asked.stands_out))
    compare_actors(comparison, report, expected)
    compare_rest(comparison, report, expected, register)
    for difference in comparison.differing:
        print(difference)
    print(f"{comparison.compared - len(comparison.differing)} of {comparison.compared} figures agree")
    return 1 if comparison.differing else 0


sys.exit(main())
