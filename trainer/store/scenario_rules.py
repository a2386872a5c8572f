"""What a scenario file must say beyond its shape: sensible sizes, real numbers, files that are its own."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from trainer.core.calling_hours import read_local_time
from trainer.core.model_answer import PLACEHOLDERS, unknown_placeholders
from trainer.core.scenario import Scenario
from trainer.store.call_rules import call_messages, text_messages
from trainer.store.toml_file import Fault, TomlFile, did_you_mean
from trainer.store.toml_lines import Key

_RANGES: dict[Key, tuple[float, float, str]] = {
    ("mailbox", "rings"): (1, 8, "rings"),
    ("mailbox", "longest_s"): (5, 1200, "seconds"),
    ("mailbox", "shortest_s"): (0, 10, "seconds"),
    ("mailbox", "room"): (0, 1000, "messages"),
    ("mailbox", "tape_left_s"): (3, 1200, "seconds"),
    ("mailbox", "picks_up_after_s"): (2, 1200, "seconds"),
    ("mailbox", "machine", "words_per_minute"): (80, 300, "words a minute"),
    ("mailbox", "silence_s"): (2, 60, "seconds"),
    ("mailbox", "voice", "words_per_minute"): (80, 300, "words a minute"),
    ("mailbox", "beep", "frequency_hz"): (200, 2000, "Hz"),
    ("mailbox", "beep", "seconds"): (0.1, 2, "seconds"),
    ("mailbox", "beep", "level_dbfs"): (-40, -3, "dBFS"),
}
"""Lowest, highest, unit: what a telephone does and an ear bears."""

_STEP_RANGES: dict[Key, tuple[float, float, str]] = {
    ("times",): (1, 30, "times"),
    ("waits_s",): (0, 60, "seconds"),
    ("listens_s",): (0, 300, "seconds"),
    ("silence_s",): (0.5, 30, "seconds"),
    ("voice", "words_per_minute"): (80, 300, "words a minute"),
}
"""The same for every step of a call."""


def rule_faults(file: TomlFile, scenario: Scenario | None) -> Iterator[Fault]:
    """Every rule that the file breaks; values of a wrong type are left to trainer.store.shape.

    The steps of the call are followed where the file has the shape of a scenario.
    """
    for key, message in _messages(file):
        yield file.fault(key, message)
    if scenario is not None:
        for key, message in call_messages(scenario):
            yield file.fault(key, message)
    elif "call" not in file.values and _value(file.values, ("mailbox", "greeting")) is None:
        yield file.fault(("mailbox", "greeting"), "is missing")


def _messages(file: TomlFile) -> Iterator[tuple[Key, str]]:
    for key, text in _texts(file.values):
        if not text.strip():
            yield key, "is empty"
        elif key[-1] in {"greeting", "says"}:
            yield from text_messages(key, text)
        elif key == ("model_answer",):
            yield from _placeholder_messages(text)
    yield from _range_messages(file.values)
    yield from _client_messages(file.values)
    yield from _prospect_messages(file.values)
    yield from _choice_messages(file.values)
    for key in [("mailbox", "greeting_file"), *((*step, "file") for step in _steps(file.values))]:
        name = _value(file.values, key)
        if isinstance(name, str) and name.strip() and (message := _recording_message(file.path.parent, name)):
            yield key, message


def _range_messages(values: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    ranges = [*_RANGES.items()]
    ranges += [((*step, *key), allowed) for step in _steps(values) for key, allowed in _STEP_RANGES.items()]
    for key, (low, high, unit) in ranges:
        number = _value(values, key)
        if isinstance(number, int | float) and not low <= number <= high:
            yield key, f"must be {low} to {high} {unit}, not {number}"


def _steps(values: Mapping[str, Any]) -> list[Key]:
    """The keys of the steps of the call."""
    steps = values.get("call")
    return [("call", at) for at in range(len(steps))] if isinstance(steps, list) else []


def _prospect_messages(values: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    number = _value(values, ("prospect", "number"))
    if isinstance(number, str) and number.strip() and (message := _number_message(number)):
        yield ("prospect", "number"), message
    zone = _value(values, ("prospect", "time_zone"))
    if isinstance(zone, str) and zone.strip() and zone not in _time_zones():
        yield ("prospect", "time_zone"), f"is not a time zone{did_you_mean(zone, _time_zones())}"
    moment = values.get("local_time")
    if isinstance(moment, str) and moment.strip():
        try:
            read_local_time(moment)
        except ValueError as error:
            yield ("local_time",), f"{error}, not {moment}"


@cache
def _time_zones() -> frozenset[str]:
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _choice_messages(values: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    choices = values.get("what_next")
    if isinstance(choices, list) and not any(isinstance(each, dict) and each.get("good") is True for each in choices):
        yield ("what_next",), "needs a choice that is good"


def _placeholder_messages(text: str) -> Iterator[tuple[Key, str]]:
    for found in unknown_placeholders(text):
        yield ("model_answer",), f"has {found}: only {', '.join(PLACEHOLDERS)} can be filled in"


def _client_messages(values: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """Who calls for a client shows and leaves the client's number: one without the other makes no sense."""
    if "calling_for" in values and "client_number" not in values:
        yield ("client_number",), "is missing: a caller for a client leaves the client's number"
    if "client_number" in values and "calling_for" not in values:
        yield ("calling_for",), "is missing: say whose number client_number is"
    number = values.get("client_number")
    if isinstance(number, str) and number.strip() and (message := _number_message(number)):
        yield ("client_number",), message


def _number_message(number: str) -> str:
    """What is wrong with a telephone number, or nothing."""
    from trainer.store.phone import check_e164  # few scenarios need it, and it takes a moment to load

    try:
        check_e164(number)
    except ValueError as error:
        return str(error)
    return ""


def _recording_message(folder: Path, name: str) -> str:
    """What is wrong with the file of a recording, or nothing. A scenario from a stranger opens none but its own."""
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
        if Path(name).is_absolute() or ".." in Path(name).parts or not inside:
            return "must lie in the scenario's own folder"
        return "" if (folder / name).is_file() else f"is not there: {folder / name}"
    except (OSError, ValueError, RuntimeError):  # a name no file can have, or links in a circle
        return "is not the name of a file"


def _value(values: Any, key: Key) -> Any:  # values of a file can be anything
    for part in key:
        inside = part in values if isinstance(values, dict) else isinstance(values, list) and isinstance(part, int)
        if not inside:
            return None
        values = values[part]
    return values


def _texts(value: object, key: Key = ()) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*key, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*key, index))
