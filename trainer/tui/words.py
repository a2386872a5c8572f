"""How values read on the screen: the same value in the same words everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from trainer.core.scenario import Prospect

MARKS = {True: "✓", False: "✗", None: "?"}
"""The sign of a verdict; never colour alone."""

MARK_STYLES = {True: "bold $text-success", False: "bold $text-error", None: "bold $text-warning"}
"""The style of each sign."""

MUTED = "$foreground 75%"
"""The style of what is read second."""


def country_text(country: str) -> str:
    """A country as people abbreviate it: "us" is US, "gb" is UK."""
    return "UK" if country == "gb" else country.upper()


def job_text(prospect: Prospect) -> str:
    """What a prospect does, and where."""
    return f"{prospect.role}, {prospect.company}"


def clock_text(seconds: float) -> str:
    """Minutes, seconds and tenths, rounded down as a clock is: 72.39 is 1:12.3."""
    tenths = int(seconds * 10 + 1e-6)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def local_time_text(moment: datetime) -> str:
    """A moment on the rep's own clock, e.g. 14:03."""
    return f"{moment.astimezone():%H:%M}"


def at_text(seconds: float) -> str:
    """A place in a message, e.g. 0:12."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def headline(text: str) -> str:
    """A phrase as it starts a line: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
