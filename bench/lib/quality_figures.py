#!/usr/bin/env python3
"""quality_figures.py MANIFEST SUITE WORK: eval.py's figures of every WORK/ENGINE.tsv (points as they are: look there for the default
threshold), then 95 % bootstrap intervals by cluster, and the paired differences between Écluse and each peer."""
import bisect
import csv
import os
import random
import subprocess
import sys

MANIFEST, SUITE, WORK = sys.argv[1:4]
DEFAULTS = {"ecluse": 100, "shipped": 100, "bogofilter": 0.99, "spamassassin": 5, "rspamd": 6}
ROUNDS = 400
ERAS = {
    "all": None,
    "2002-2010": {"spamassassin", "csdmc2010"},
    "2019-2026": {"usrp", "lman", "kasan", "obmc", "ipack", "phishing_pot"},
}
LEFT_OUT = {line.split("\t")[0] for line in open(f"{SUITE}/mislabelled.tsv")}
ROWS = [r for r in csv.DictReader(open(MANIFEST), delimiter="\t", quoting=csv.QUOTE_NONE) if r["path"] not in LEFT_OUT]


def scores(engine):
    """Points to rank by. Each part's model lays its own threshold, which moves all its points alike: that is undone (fourth column), as the
    parts are ranked together."""
    table = {}
    for line in open(f"{WORK}/{engine}.tsv"):
        fields = line.rstrip("\n").split("\t")
        table[fields[0]] = float(fields[1]) - (float(fields[3]) if len(fields) > 3 else 0)
    return table


def measures(ham, spam):
    """AUC, recall at FP <= 0.1 % and <= 1 %, thresholds on the scored set itself, as eval.py."""
    ham = sorted(ham)
    wins = sum((bisect.bisect_left(ham, s) + bisect.bisect_right(ham, s)) / 2 for s in spam)
    result = [wins / len(ham) / len(spam)]
    for share in (0.001, 0.01):
        limit = ham[-1 - int(share * len(ham) + 1e-9)]
        result.append(sum(s > limit for s in spam) / len(spam))
    return result


def resampled(rows, engines, rounds):
    clusters = {}
    for row in rows:
        clusters.setdefault(row["cluster"], []).append(row)
    groups = list(clusters.values())
    chance = random.Random(7)
    for _ in range(rounds):
        drawn = [row for group in chance.choices(groups, k=len(groups)) for row in group]
        yield {
            name: measures(
                [table.get(r["path"], float("-inf")) for r in drawn if r["label"] == "ham"], [table.get(r["path"], float("-inf")) for r in drawn if r["label"] == "spam"]
            )
            for name, table in engines.items()
        }


def interval(values):
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]


def main():
    engines = {name: scores(name) for name in DEFAULTS if os.path.exists(f"{WORK}/{name}.tsv")}
    for name in engines:
        subprocess.run(
            [sys.executable, f"{SUITE}/eval.py", f"{WORK}/{name}.tsv", "--manifest", MANIFEST, "--default", str(DEFAULTS[name]),
             "--exclude", f"{SUITE}/mislabelled.tsv", "--name", name], check=True)
        print()
    words = ("AUC", "recall at 0.1 %", "recall at 1 %")
    for era, sources in ERAS.items():
        rows = [r for r in ROWS if sources is None or r["source"] in sources]
        rounds = list(resampled(rows, engines, ROUNDS))
        print(f"{era}: 95 % intervals, {ROUNDS} bootstrap rounds over clusters")
        for name, table in engines.items():
            exact = measures([table.get(r["path"], float("-inf")) for r in rows if r["label"] == "ham"], [table.get(r["path"], float("-inf")) for r in rows if r["label"] == "spam"])
            parts = []
            for i, word in enumerate(words):
                low, high = interval([r[name][i] for r in rounds])
                parts.append(f"{word} {exact[i]:.4f} [{low:.4f}, {high:.4f}]")
            print(f"  {name:13s} " + "  ".join(parts))
        for name in engines:
            if name not in ("ecluse", "shipped"):
                parts = []
                for i, word in enumerate(words):
                    low, high = interval([r["ecluse"][i] - r[name][i] for r in rounds])
                    parts.append(f"{word} [{low:+.4f}, {high:+.4f}]{' better' if low > 0 else ' worse' if high < 0 else ' undecided'}")
                print(f"  Écluse - {name:13s} " + "  ".join(parts))
        print()


main()
