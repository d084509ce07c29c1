"""How well restoration works: damaged articles mended and compared, clean ones left alone, time taken.

    python bench/restore.py [--wrong] [--all]

Articles are the project's own (tests/samples/restore/articles) and, where they lie beside the project, the
Chinese bodies of ../shared/pages: each sixth, or every one with --all, which takes minutes. Each is damaged by
several mirrors. A slip's lost character is right when its repair gives what the article had there.
"""

import argparse
import importlib.util
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from opencc import OpenCC

from syndicator.text.restore import Restoration, restore

ROOT = Path(__file__).parent.parent
SURE = 0.9


def mirror() -> ModuleType:
    """The damage simulator, which the tests use too."""
    spec = importlib.util.spec_from_file_location("mirror", ROOT / "tests" / "unit" / "mirror.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mirror"] = module
    spec.loader.exec_module(module)
    return module


def articles(every: int) -> dict[str, dict[str, str]]:
    """Article texts by set and name; of the pages each `every`th."""
    own = ROOT / "tests" / "samples" / "restore" / "articles"
    sets = {"own": {path.stem: path.read_text("utf-8").rstrip("\n") for path in sorted(own.glob("*.txt"))}}
    pages = ROOT.parent / "shared" / "pages" / "articles.json"
    if pages.exists():
        records = json.loads(pages.read_text("utf-8"))
        chinese = [r for r in records if r["language"] == "zh" and r.get("body")]
        sets["pages"] = {r["file"]: r["body"] for r in chinese[::every]}
    return sets


@dataclass
class Tally:
    """What was counted over one set and mirror."""

    paragraphs: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    slips: list[tuple[float, bool]] = field(default_factory=list)
    articles: list[tuple[float, bool]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, original: str, damaged: str, mended: Restoration) -> None:
        """Count one article."""
        before, after = original.split("\n"), mended.text.split("\n")
        hurt = damaged.split("\n")
        exact = True
        for number, (want, got, seen) in enumerate(zip(before, after, hurt, strict=True), 1):
            if not want.strip():
                continue
            # A single U+3000 among words can't be told from a space.
            same = _spaced(want) == _spaced(got)
            self.paragraphs["right" if same else "wrong"] += 1
            self.paragraphs["exact"] += want == got
            self.characters["all"] += len(want)
            self.characters["right"] += len(want) if same else sum(a == b for a, b in zip(want, got, strict=False))
            exact = exact and same
            slips = [r for r in mended.repairs if r.line == number and r.kind == "frame-slip"]
            for slip in slips:
                right = same or slip.after in want
                self.slips.append((slip.confidence, right))
            if not same:
                self.wrong.append(_difference(want, got, seen))
        self.articles.append((mended.confidence, exact))

    def row(self) -> str:
        """The counts in one line."""
        told = self.paragraphs["right"] + self.paragraphs["wrong"]
        right = [sure for sure, good in self.slips if good]
        wrong = [sure for sure, good in self.slips if not good]
        whole = [sure for sure, good in self.articles if good]
        bad = [sure for sure, good in self.articles if not good]
        return (
            f"paragraphs {self.paragraphs['right'] / told:.4f} ({told}, exact {self.paragraphs['exact'] / told:.4f})  "
            f"characters {self.characters['right'] / self.characters['all']:.5f}  "
            f"slips {len(right)}/{len(self.slips)} right, sure {_over(right)}, wrong yet sure {_over(wrong)}  "
            f"articles {len(whole)}/{len(self.articles)} right, sure {_over(whole)}, wrong yet sure {_over(bad)}"
        )


def _over(values: list[float]) -> int:
    return sum(value >= SURE for value in values)


def _spaced(text: str) -> str:
    return text.replace("\u3000", " ")


def _difference(want: str, got: str, seen: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(want, got, strict=False)) if a != b), min(len(want), len(got)))
    return f"{want[max(0, at - 8) : at + 10]!r} got {got[max(0, at - 8) : at + 10]!r} ({len(seen)})"


def mirrors(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Mirrors of different habits."""
    yield "plain", module.Mirror()
    yield "seed's", module.Mirror(blind="，；？：")
    yield "wide", module.Mirror(wide=True)
    yield "before", module.Mirror(before=True, annotated=module.some_annotated(2))
    yield "keeps marks", module.Mirror(kept=True)
    yield "other 161", module.Mirror(annotated=module.some_annotated(1))


def clean_texts(sets: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Every article as it is, and in the Traditional of three places, with half-width marks too."""
    for name, texts in ((name, texts) for name, texts in sets.items() if texts):
        for key, text in texts.items():
            yield f"{name} {key}", text
            for place in ("s2t", "s2tw", "s2hk"):
                there = OpenCC(place).convert(text)
                yield f"{name} {key} {place}", there
                yield f"{name} {key} {place} half", there.translate(str.maketrans("，；？！（）：", ",;?!():"))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="show each paragraph that came out wrong")
    parser.add_argument("--all", action="store_true", help="take every page")
    asked = parser.parse_args()
    show = asked.wrong
    module, sets = mirror(), articles(1 if asked.all else 6)
    for name, texts in ((name, texts) for name, texts in sets.items() if texts):
        for habit, made in mirrors(module):
            tally, started = Tally(), time.perf_counter()
            for text in texts.values():
                damaged = module.damage(text, made)
                tally.add(text, damaged, restore(damaged))
            spent = time.perf_counter() - started
            print(f"{name:6} {habit:10} {tally.row()}  {spent / len(texts) * 1e3:.0f} ms an article")
            if show:
                print("\n".join(f"    {line}" for line in tally.wrong))
    false = [key for key, text in clean_texts(sets) if restore(text).text is not text and restore(text).text != text]
    print(f"clean texts changed: {len(false)} of {sum(1 for _ in clean_texts(sets))} {false[:5]}")
    text = next(iter(sets["pages" if "pages" in sets else "own"].values()))
    text = (text * (2000 // len(text) + 1))[:2000]
    times = []
    for _ in range(200):
        started = time.perf_counter()
        restore(text)
        times.append(time.perf_counter() - started)
    print(f"a clean article of 2,000 characters: {statistics.median(times) * 1e3:.3f} ms")


if __name__ == "__main__":
    main()
