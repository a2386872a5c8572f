"""When one may call, by country and day."""

import pytest

from trainer.core.calling_hours import LocalTime, outside_hours, read_local_time
from trainer.core.country import Country


@pytest.mark.parametrize(
    ("country", "moment", "allowed"),
    [
        ("us", "Mon 08:00", True),
        ("us", "Sun 21:00", True),
        ("us", "Mon 07:59", False),
        ("us", "Fri 21:01", False),
        ("ca", "Mon 09:00", True),
        ("ca", "Fri 21:30", True),
        ("ca", "Fri 08:30", False),
        ("ca", "Sat 09:30", False),
        ("ca", "Sat 18:00", True),
        ("ca", "Sun 18:01", False),
        ("de", "Wed 12:00", True),
        ("de", "Wed 23:00", False),
    ],
)
def test_hours_are_those_of_the_called_party(country: Country, moment: str, allowed: bool) -> None:
    """US 8 to 21 every day; Canada 9:00 to 21:30 on weekdays and 10 to 18 at weekends; elsewhere by day."""
    told = outside_hours(country, read_local_time(moment))
    assert (told == "") == allowed
    if told:
        assert moment.replace(" 0", " ") in told


@pytest.mark.parametrize("text", ["", "Sat", "sat 20:15", "Sat 24:00", "Sat 9:00", "Samstag 20:15", "Sat 20:15 "])
def test_other_spellings_are_refused(text: str) -> None:
    """A time that could be misread is no time."""
    with pytest.raises(ValueError, match="a day and a time"):
        read_local_time(text)


def test_a_moment_reads_as_it_is_written() -> None:
    """There and back."""
    assert read_local_time("Sat 20:15") == LocalTime(5, 20 * 60 + 15)
    assert str(read_local_time("Sun 09:05")) == "Sun 9:05"
