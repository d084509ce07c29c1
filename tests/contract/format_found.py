"""What is read back of an article's rights, whatever the format."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """The rights of one entry. `notice` and `license` hold every place that states them.

    `status` is what the format says of it; where a format has no word for it, standing in a feed means usable.
    `machines` is what it says to them: in RSS all of its RSL, in NewsML-G2 its term for data mining and where
    the ODRL offer is.
    """

    id: str
    title: str
    holder: str
    notice: tuple[str, ...]
    license: tuple[str, ...]
    usage_terms: str
    credit: str
    origin_name: str
    origin_url: str
    source_url: str
    reprint_url: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    language: str
    content: str
    status: str = "usable"
    machines: tuple[str, ...] = ()
