"""What a person of the desk types, as it goes into decisions, licences and letters."""

from dataclasses import replace

from syndicator.errors import ReprintError
from syndicator.model.reprint import Terms
from syndicator.reprint.plain import one_line, paragraphs

__all__ = ["one_line", "question", "terms"]

LONGEST = 2000
"""The most characters a reason or a question may have."""

MOST_CONDITIONS = 20
_LONGEST_LINE = 500


def question(text: str) -> str:
    """A question to an asker. Raises ReprintError where there is none, or it is too long."""
    asked = paragraphs(text)
    if not asked:
        raise ReprintError("write the question", "text")
    if len(asked) > LONGEST:
        raise ReprintError(f"write at most {LONGEST} characters", "text")
    return asked


def terms(given: Terms) -> Terms:
    """Terms cleaned of what can't stand in a licence. Raises ReprintError, by the field at fault."""
    conditions = tuple(line for one in given.conditions if (line := _line("conditions", one)))
    if len(conditions) > MOST_CONDITIONS:
        raise ReprintError(f"a licence has at most {MOST_CONDITIONS} conditions", "conditions")
    if given.valid_from and given.valid_to and given.valid_to < given.valid_from:
        raise ReprintError("the term ends before it begins", "valid_to")
    return replace(
        given,
        conditions=conditions,
        fee=_line("fee", given.fee),
        medium=_changed("medium", given.medium),
        territory=_changed("territory", given.territory),
        edits=_changed("edits", given.edits),
        translation=_changed("translation", given.translation),
    )


def _changed(field: str, text: str | None) -> str | None:
    return None if text is None else _line(field, text)


def _line(field: str, text: str) -> str:
    line = one_line(text)
    if len(line) > _LONGEST_LINE:
        raise ReprintError(f"write at most {_LONGEST_LINE} characters", field)
    return line
