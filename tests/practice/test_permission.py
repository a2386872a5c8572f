"""Whether a prospect may be called now: the clock is that of the prospect."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.core.calls import PROSPECT, scenario_of
from trainer.practice.permission import local_time, objections

NOON_UTC = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def test_without_a_zone_nobody_minds_the_hour() -> None:
    """A scenario that does not say where its prospect is can be played at any time."""
    assert objections(scenario_of(), NOON_UTC) == ()


def test_the_real_clock_counts_in_the_prospects_zone() -> None:
    """Noon in London is four in the morning in Vancouver, and evening in Tokyo."""
    vancouver = replace(scenario_of(), prospect=replace(PROSPECT, country="ca", time_zone="America/Vancouver"))
    assert str(local_time(vancouver, NOON_UTC)) == "Tue 4:00"
    (objection,) = objections(vancouver, NOON_UTC)
    assert objection == "It is Tue 4:00 there; Canadian rules allow calls from 9:00 to 21:30."
    tokyo = replace(scenario_of(), prospect=replace(PROSPECT, country="jp", time_zone="Asia/Tokyo"))
    assert str(local_time(tokyo, NOON_UTC)) == "Tue 21:00"
    assert objections(tokyo, NOON_UTC) == ()


def test_a_scenarios_own_clock_comes_first() -> None:
    """A drill about the hour works at any hour."""
    there = replace(scenario_of(), local_time="Sun 03:00", prospect=replace(PROSPECT, time_zone="America/New_York"))
    assert objections(there, NOON_UTC) == ("It is Sun 3:00 there; US rules allow calls from 8:00 to 21:00.",)
    assert objections(replace(there, local_time="Tue 10:30"), NOON_UTC) == ()


def test_a_do_not_call_list_is_told_with_the_hour() -> None:
    """Every reason is named."""
    both = replace(scenario_of(), local_time="Sun 03:00", do_not_call=True)
    assert len(objections(both, NOON_UTC)) == 2
