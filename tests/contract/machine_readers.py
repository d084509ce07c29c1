"""What machines are told, read as each standard says it is read; the answer is the same two questions everywhere.

May they lead readers to it (`search`)? May they learn from it and answer with it (`train`)? None where one says nothing.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

RSL = "{https://rslstandard.org/rsl}"
AI = {"ai-train", "ai-input", "ai-index"}


@dataclass(frozen=True)
class Told:
    search: bool | None = None
    train: bool | None = None


def content_usage(value):
    """A dictionary of tokens (RFC 9651 §3.2, of which these values need no more); other labels say nothing."""
    said = dict(re.fullmatch(r"([a-z*][a-z0-9_.*-]*)=([yn])", item.strip()).groups() for item in value.split(","))
    return Told(_yes(said.get("search")), _yes(said.get("train-ai")))


def _yes(said):
    return None if said is None else said == "y"


def robots(text, path):
    """The rules for everybody: (may be crawled, Content-Usage of the longest path that fits)."""
    rules, ours = [], False
    for line in text.splitlines():
        name, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if name.lower() == "user-agent":
            ours = value == "*"
        elif ours and name:
            rules.append((name.lower(), value))
    crawled = max(((len(value), name == "allow") for name, value in rules
                   if name in ("allow", "disallow") and fits(value, path)), default=(0, True))[1]  # fmt: skip
    usage = []
    for name, value in rules:
        if name == "content-usage":
            pattern, said = value.split(maxsplit=1) if value.startswith("/") else ("/", value)
            if fits(pattern, path):
                usage.append((len(pattern), content_usage(said)))
    longest = max((length for length, _ in usage), default=0)
    return crawled, combined(told for length, told in usage if length == longest)


def named_in_robots(text, name):
    """Values of a line that is in no group."""
    head = re.split(r"(?im)^user-agent\s*:", text)[0]
    return re.findall(rf"(?im)^{name}\s*:\s*(\S+)\s*$", head)


def combined(several):
    """Of several statements the one that allows least counts, use by use (draft-ietf-aipref-vocab, Combining)."""
    several = list(several)

    def least(values):
        known = [value for value in values if value is not None]
        return all(known) if known else None

    return Told(least([one.search for one in several]), least([one.train for one in several]))


def tdmrep(body, path):
    """The reservation of the first rule that fits; None where none does."""
    rules = json.loads(body)
    assert all(set(rule) <= {"location", "tdm-reservation", "tdm-policy"} for rule in rules)
    return next((bool(rule["tdm-reservation"]) for rule in rules if fits(rule["location"], path)), None)


def rsl(body, url):
    """What an RSL document licenses of `url`: a use that is not permitted, or is prohibited, is not licensed."""
    root = etree.fromstring(body)
    assert root.tag == f"{RSL}rsl"
    return combined(_license(content) for content in root.findall(f"{RSL}content") if _covers(content, url))


def rsl_item(item):
    """The same of an RSS item's own."""
    return combined(map(_license, item.findall(f"{RSL}content")))


def _covers(content, url):
    where, page = urlsplit(content.get("url")), urlsplit(url)
    return (where.scheme, where.netloc) == (page.scheme, page.netloc) and fits(where.path, page.path)


def _license(content):
    permitted, prohibited = (
        set(" ".join(one.text for one in content.iterfind(f"{RSL}license/{RSL}{name}[@type='usage']")).split())
        for name in ("permits", "prohibits")
    )
    assert content.get("server") is None

    def may(*uses):
        names = {"all", *uses} | ({"ai-all"} if AI & set(uses) else set())
        return bool(names & permitted) and not names & prohibited

    return Told(may("search"), all(may(use) for use in AI))


def plus(uri):
    """A term of the PLUS vocabulary's Data Mining."""
    return {
        "DMI-PROHIBITED": Told(search=False, train=False),
        "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING": Told(search=True, train=False),
        "DMI-ALLOWED": Told(search=True, train=True),
    }[uri.removeprefix("http://ns.useplus.org/ldf/vocab/")]


def fits(pattern, path):
    """A path pattern of RFC 9309 §2.2.3."""
    expression = re.escape(pattern.removesuffix("$")).replace(r"\*", ".*") + ("$" if pattern.endswith("$") else "")
    return re.match(expression, path) is not None
