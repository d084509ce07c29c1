"""How well a distorted reprint is told from a faithful one, and what a look at a page costs.

    python bench/reprints.py [--articles N] [--passed]

The pages are made from the sample newsroom's articles (tests/unit/reprint_set.py) and a few others: every edit and
every style in every foreign page, in three sets that were written apart (reprint_open.py, reprint_blind.py,
reprint_unseen.py).
"""

import argparse
import importlib
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from syndicator.model.finding import Faith
from syndicator.reprint.check import check

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "unit"))
SETS = ("open", "blind", "unseen")


def cases(name: str, made: ModuleType, articles: int) -> list[Any]:
    """The pages of one set."""
    module = importlib.import_module(f"reprint_{name}")
    if name == "unseen":
        return list(module.cases(each=articles, seed=1))
    return list(made.cases(module.TEMPLATES, module.EDITS, module.STYLES, articles=articles, seed=1))


def measure(name: str, made: ModuleType, articles: int, *, show: bool) -> None:
    """Check every page of one set and print the figures, an edit that anything of passed or was flagged a line."""
    kinds: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    spent = 0.0
    pages = cases(name, made, articles)
    for case in pages:
        started = time.process_time()
        report = check(case.promised, case.html, made.PAGE, case.today)
        spent += time.process_time() - started
        kinds[case.faithful, case.edit][report.verdict] += 1
        if show and (report.verdict is Faith.FAITHFUL) != case.faithful:
            print(f"    {case.name}: {report.verdict} {[finding.code for finding in report.faults]}")
    distorted, faithful = (sum(case.faithful is wanted for case in pages) for wanted in (False, True))
    passed = sum(count[Faith.FAITHFUL] for (wanted, _), count in kinds.items() if not wanted)
    flagged = faithful - sum(count[Faith.FAITHFUL] for (wanted, _), count in kinds.items() if wanted)
    unsure = sum(count[Faith.UNSURE] for (wanted, _), count in kinds.items() if wanted)
    print(
        f"{name:6} distorted that pass {passed} of {distorted}   faithful flagged {flagged} of {faithful} "
        f"({flagged / faithful:.1%}, {unsure} of them unsure)   "
        f"{spent / len(pages) * 1e3:.1f} ms a page"
    )
    for (wanted, edit), count in kinds.items():
        good = Faith.FAITHFUL if wanted else Faith.DISTORTED
        others = "".join(f"  {verdict} {number}" for verdict, number in count.items() if verdict is not good)
        print(f"    {'faithful ' if wanted else 'distorted'} {edit:24} {count[good]:4} of {count.total()}{others}")


def main() -> None:
    """Print the figures of every set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2, help="articles for each edit in each page")
    parser.add_argument("--passed", action="store_true", help="name each page that was judged wrong")
    asked = parser.parse_args()
    made = importlib.import_module("reprint_set")
    for name in SETS:
        measure(name, made, asked.articles, show=asked.passed)


if __name__ == "__main__":
    main()
