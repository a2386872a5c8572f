"""May this prospect be called now? Asked before dialing; whoever dials all the same misses the call."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trainer.core.calling_hours import LocalTime, outside_hours, read_local_time
from trainer.core.scenario import Scenario


def objections(scenario: Scenario, now: datetime) -> tuple[str, ...]:
    """Why not to call, a sentence each; none if nothing speaks against it."""
    found = ["They are on your do-not-call list."] if scenario.do_not_call else []
    at = local_time(scenario, now)
    if at is not None and (outside := outside_hours(scenario.prospect.country, at)):
        found.append(outside)
    return tuple(found)


def local_time(scenario: Scenario, now: datetime) -> LocalTime | None:
    """When it is at the prospect's: as the scenario says, else by the clock in their zone; None if it is not known."""
    if scenario.local_time is not None:
        return read_local_time(scenario.local_time)
    if scenario.prospect.time_zone is None:
        return None
    try:
        there = now.astimezone(ZoneInfo(scenario.prospect.time_zone))
    except ZoneInfoNotFoundError:
        return None
    return LocalTime(there.weekday(), there.hour * 60 + there.minute)
