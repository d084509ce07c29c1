"""Lists of words kept as files beside the code, so that they can be read and added to as lists."""

from importlib.resources import files


def words(name: str) -> frozenset[str]:
    """The words of `data/NAME.txt`, which are separated by white space."""
    return frozenset((files("syndicator.text") / "data" / f"{name}.txt").read_text("utf-8").split())
