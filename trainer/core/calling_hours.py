"""When one may call: hours by country, at the called party's own time. General information, not legal advice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.core.country import Country

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_CLOCK = re.compile(rf"({'|'.join(DAYS)}) ([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A moment of the week at the prospect's."""

    day: int
    """0 is Monday."""
    minutes: int
    """Since midnight."""

    def __str__(self) -> str:
        return f"{DAYS[self.day]} {_clock(self.minutes)}"


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when one may call, in minutes since midnight."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{_clock(self.opens)} to {_clock(self.closes)}"


_DAYTIME = Hours(8 * 60, 21 * 60)
_CANADA = (Hours(9 * 60, 21 * 60 + 30), Hours(10 * 60, 18 * 60))

_LAW: Mapping[Country, str] = {"us": "US rules", "ca": "Canadian rules"}


def read_local_time(text: str) -> LocalTime:
    """The moment that "Sat 21:40" names; ValueError says how to write one."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError('must be a day and a time such as "Sat 21:40"')
    return LocalTime(DAYS.index(found[1]), int(found[2]) * 60 + int(found[3]))


def hours(country: Country, day: int) -> Hours:
    """When one may call there on this day: by law in the US and Canada, elsewhere by good manners."""
    if country == "ca":
        return _CANADA[day >= DAYS.index("Sat")]
    return _DAYTIME


def outside_hours(country: Country, at: LocalTime) -> str:
    """Why one should not call at this moment, in a sentence; empty if one may."""
    allowed = hours(country, at.day)
    if allowed.opens <= at.minutes <= allowed.closes:
        return ""
    rule = f"{_LAW[country]} allow calls from" if country in _LAW else "calls are welcome from"
    return f"It is {at} there; {rule} {allowed}."


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
