"""Whether a page is the faithful reprint that was granted.

Takes what was promised and the page as decoded HTML with its address, and the day.
Gives a Report: one Finding or more an aspect, with the passages side by side.
Never fetches, never asks a clock, never raises for what a page may hold.
"""

from syndicator.reprint.check.judge import check

__all__ = ["check"]
