"""What a scenario file must say beyond its shape: sensible sizes, real numbers, files that are its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from trainer.store.toml_file import Fault, TomlFile
from trainer.store.toml_lines import Key

_RANGES: dict[Key, tuple[float, float, str]] = {
    ("mailbox", "rings"): (1, 8, "rings"),
    ("mailbox", "longest_s"): (5, 1200, "seconds"),
    ("mailbox", "silence_s"): (2, 60, "seconds"),
    ("mailbox", "voice", "words_per_minute"): (80, 300, "words a minute"),
    ("mailbox", "beep", "frequency_hz"): (200, 2000, "Hz"),
    ("mailbox", "beep", "seconds"): (0.1, 2, "seconds"),
    ("mailbox", "beep", "level_dbfs"): (-40, -3, "dBFS"),
}
"""Lowest, highest, unit: what a telephone does and an ear bears."""


def rule_faults(file: TomlFile) -> Iterator[Fault]:
    """Every rule that the file breaks; values of a wrong type are left to trainer.store.shape."""
    for key, message in _messages(file):
        yield file.fault(key, message)


def _messages(file: TomlFile) -> Iterator[tuple[Key, str]]:
    for key, text in _texts(file.values):
        if not text.strip():
            yield key, "is empty"
    for key, (low, high, unit) in _RANGES.items():
        number = _value(file.values, key)
        if isinstance(number, int | float) and not low <= number <= high:
            yield key, f"must be {low} to {high} {unit}, not {number}"
    yield from _client_messages(file.values)
    greeting = _value(file.values, ("mailbox", "greeting_file"))
    if isinstance(greeting, str) and greeting.strip():
        message = _greeting_message(file.path.parent, greeting)
        if message:
            yield ("mailbox", "greeting_file"), message


def _client_messages(values: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """Who calls for a client shows and leaves the client's number: one without the other makes no sense."""
    if "calling_for" in values and "client_number" not in values:
        yield ("client_number",), "is missing: a caller for a client leaves the client's number"
    if "client_number" in values and "calling_for" not in values:
        yield ("calling_for",), "is missing: say whose number client_number is"
    number = values.get("client_number")
    if isinstance(number, str) and number.strip():
        from trainer.store.phone import check_e164  # few scenarios need it, and it takes a moment to load

        try:
            check_e164(number)
        except ValueError as error:
            yield ("client_number",), str(error)


def _greeting_message(folder: Path, name: str) -> str:
    """What is wrong with the file of a greeting, or nothing. A scenario from a stranger opens none but its own."""
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
        if Path(name).is_absolute() or ".." in Path(name).parts or not inside:
            return "must lie in the scenario's own folder"
        return "" if (folder / name).is_file() else f"is not there: {folder / name}"
    except (OSError, ValueError, RuntimeError):  # a name no file can have, or links in a circle
        return "is not the name of a file"


def _value(values: Any, key: Key) -> Any:  # values of a file can be anything
    for part in key:
        if not isinstance(values, dict) or part not in values:
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
