#!/usr/bin/env python3
"""Measures storymerge on the labelled sets and compares every figure with the accepted floors. Standard library only.

    tests/quality/check.py [--bin target/release/storymerge]   exit status 1 if a figure is below its floor
    tests/quality/check.py --update                            raise the floors that today's figures pass; none is lowered
    tests/quality/check.py --markdown                          the table of README.md, from the floors

Run it from anywhere; the sets and their scoring scripts are looked for in ../shared beside the repository. Without them
nothing is measured: that is fine on a desk (status 0), but not where CI is set (status 1).

Figures are means or totals over all stories (`stories`) and over those that were read most closely (`close`), and one
figure a file for pairs and sentences. Three yes/no properties are held for each story by itself, so that one story's gain
does not hide another's loss. Speed is not a floor here; see
tests/bench.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")

TOLERANCE = 0.0005
# Counts of mistakes: lower is better. Every other number is a ratio or a count of right answers.
MISTAKES = {
    "must_not_broken",
    "false_contradictions",
    "same_fact_printed_twice",
    "copies_missed",
    "copies_wrong",
    "locations_wrong",
}
HELD_FOR_EACH_STORY = ("order_independent", "ledger_complete", "opens_with_the_news")
# What depends on the machine, or only says how large the set is.
NOT_FIGURES = {"pairs_per_s", "mb_per_s", "median_ms", "pages", "f1_mean_of_pages", "n", "of"}

README_ROWS = [
    ("sentences of different articles rightly said to state one fact", "stories.aligned_precision"),
    ("of the pairs a reader joins, those found", "stories.aligned_recall"),
    ("the same, of pairs that state one thing wholly", "stories.aligned_core_recall"),
    ("tempting pairs wrongly joined, in all", "stories.must_not_broken"),
    ("forms rightly said to be one name", "stories.name_precision"),
    ("of the forms of one name, those found", "stories.name_recall"),
    ("differing numbers and dates found", "stories.difference_recall"),
    ("contradictions reported that are none, in all", "stories.false_contradictions"),
    ("sentences whose source is named rightly", "stories.said_recall"),
    ("page furniture: what was left out is furniture", "stories.boilerplate_precision"),
    ("page furniture: of it, left out", "stories.boilerplate_recall"),
    ("facts that may not be lost and are in the account", "stories.must_survive"),
    ("facts printed twice, in all", "stories.same_fact_printed_twice"),
    ("locations that do not say what stands there, in all", "stories.locations_wrong"),
    ("pairs of Korean names: F1", "names.korean.f1"),
    ("pairs of place names: F1", "names.place.f1"),
    ("pairs of names from sanctions lists: F1", "names.ofac.f1"),
    ("pairs of sentences (MRPC): F1", "compare.mrpc_train.f1"),
    ("ends of sentences in running text: F1", "sentences.ewt.f1"),
    ("golden rules of sentence ends, of 48", "sentences.golden_rules_en.right"),
    ("main text of web pages: F1 of runs of four words", "extract.pages.f1"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=REPOSITORY / "target/release/storymerge", type=Path, help="the program to measure")
    parser.add_argument("--update", action="store_true", help="raise the floors in floors.json to today's figures")
    parser.add_argument("--markdown", action="store_true", help="print the table of README.md, and measure nothing")
    options = parser.parse_args()
    if options.markdown:
        return print_markdown(read_floors())
    if not (SHARED / "score").is_dir():
        print("the labelled sets are not here (../shared): quality was not measured")
        return 1 if os.environ.get("CI") else 0
    binary = options.bin.resolve()
    if not binary.is_file():
        print(f"no program at {options.bin}: cargo build --release", file=sys.stderr)
        return 1
    now = measure(binary)
    if options.update:
        return raise_floors(read_floors(), now)
    return compare(read_floors(), now)


def raise_floors(floors, now):
    """A floor stays where a figure only holds it: small losses, each within the tolerance, do not add up."""
    raised = {name: value for name, value in now.items() if judge(name, floors.get(name), value) in ("rose", "new")}
    FLOORS.write_text(json.dumps(floors | raised, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{FLOORS.name}: {len(raised)} raised, {len(floors | raised)} in all")
    return compare(floors | raised, now)


def read_floors():
    return json.loads(FLOORS.read_text(encoding="utf-8"))


def measure(binary):
    """Every figure by its name, such as `stories.aligned_f1`."""
    close = sorted((SHARED / "gold").glob("*.json"))
    gold = close + sorted((SHARED / "gold/more").glob("*.json"))
    sets = {name: sorted((SHARED / "data" / name).glob("*.jsonl")) for name in ("names", "pairs", "sentences")}
    with tempfile.TemporaryDirectory() as directory:

        def score(script, *arguments):
            out = Path(directory) / "figures.json"
            out.unlink(missing_ok=True)
            command = [sys.executable, SHARED / "score" / script, "--bin", binary, "--json", out, *arguments]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if done.returncode:
                sys.exit(f"{script} failed with status {done.returncode}:\n{done.stdout}")
            return json.loads(out.read_text(encoding="utf-8"))

        stories = score("score_stories.py", *gold)
        read_closely = score("score_stories.py", *close)
        tables = {
            "names": score("score_pairs.py", "names", *sets["names"]),
            "compare": score("score_pairs.py", "compare", *sets["pairs"]),
            "sentences": score("score_sentences.py", *sets["sentences"]),
            "extract": {"pages": score("score_extract.py", SHARED / "data/html/pages.jsonl")},
        }
    figures = {f"stories.{name}": value for name, value in stories["all"].items()}
    figures |= {f"close.{name}": value for name, value in read_closely["all"].items()}
    figures["stories.number"] = len(stories["stories"])
    for story in stories["stories"]:
        for name in HELD_FOR_EACH_STORY:
            figures[f"story.{story['story']}.{name}"] = story[name]
    for kind, table in tables.items():
        for file, row in table.items():
            for name, value in row.items():
                if name not in NOT_FIGURES:
                    figures[f"{kind}.{file.removesuffix('.jsonl')}.{name}"] = value
    return {name: rounded(value) for name, value in figures.items() if value is not None}


def rounded(value):
    return round(value, 4) if isinstance(value, float) else value


def compare(floors, now):
    fallen, risen, held = [], [], 0
    print(f"{'figure':60} {'floor':>8} {'now':>8}")
    for name in sorted(floors | now):
        floor, value = floors.get(name), now.get(name)
        remark = judge(name, floor, value)
        if isinstance(value, bool) and not remark:
            held += 1
            continue
        print(f"{name:60} {shown(floor):>8} {shown(value):>8} {remark}".rstrip())
        if remark == "FELL":
            fallen.append(name)
        elif remark:
            risen.append(name)
    print(f"held for a story, as before: {held}")
    if risen:
        print(f"{len(risen)} rose or are new; raise the floor: tests/quality/check.py --update")
    if fallen:
        print(f"{len(fallen)} fell: {', '.join(fallen)}")
        return 1
    return 0


def judge(name, floor, value):
    if floor is None:
        return "new"
    if value is None:
        return "FELL"
    if name.rpartition(".")[2] in MISTAKES:
        floor, value = -floor, -value
    if value < floor - TOLERANCE:
        return "FELL"
    return "rose" if value > floor + TOLERANCE else ""


def shown(value):
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def print_markdown(floors):
    print("| what | figure |\n|---|---|")
    for what, name in README_ROWS:
        value = floors[name]
        print(f"| {what} | {f'{value:.2f}' if isinstance(value, float) else value} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
