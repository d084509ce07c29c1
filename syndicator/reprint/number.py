"""Numbers people read out on the phone and print under an article."""

from datetime import date

# Crockford's base 32: no I, L, O or U to misread.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 40


def number(prefix: str, day: date, chance: int) -> str:
    """`R-20261124-7K3QX9MB`: a letter for the kind, the day, and 40 bits of `chance`, which is passed in."""
    rest = chance % (1 << _BITS)
    letters = "".join(_LETTERS[(rest >> shift) & 31] for shift in range(_BITS - 5, -5, -5))
    return f"{prefix}-{day:%Y%m%d}-{letters}"
