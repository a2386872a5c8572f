"""Files that people write: TOML read with its faults told by file and line, all at once."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from trainer.errors import UsageError

Key = tuple[str | int, ...]
"""Where a value stands in a file: names of tables and keys, and indexes (from 0) into lists."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a person's input."""

    message: str
    """What is wrong, without a full stop: "must be a whole number, not 2.5"."""
    where: str = ""
    """The key or the field, e.g. "mailbox.beep.seconds"; empty: the whole file."""
    path: Path | None = None
    """The file, or None if it did not come from one."""
    line: int | None = None
    """Counted from 1; None where it is not known."""

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}:" if self.line is None else f"{self.path}:{self.line}:"
        return " ".join(part for part in (place, self.where, self.message) if part)


@dataclass(eq=False)
class Refused(UsageError):
    """Input that cannot be used, with every fault in it."""

    faults: tuple[Fault, ...] = field(default=(), kw_only=True)


def refuse(what: str, faults: Sequence[Fault]) -> Refused:
    """The error for input with faults, in the order of files and lines; `what` names the input."""
    ordered = tuple(sorted(faults, key=lambda fault: (str(fault.path or ""), fault.line or 0)))
    lines = "\n".join(str(fault) for fault in ordered)
    return Refused(f"{what} cannot be used as it is", lines, "Correct this and try again.", faults=ordered)


@dataclass(frozen=True)
class TomlFile:
    """A file that was read: its text and its values."""

    path: Path
    text: str
    values: Mapping[str, Any]

    @cached_property
    def _lines(self) -> Mapping[Key, int]:
        return _lines_by_key(self.text)

    def fault(self, key: Key, message: str) -> Fault:
        """A fault at a key, with the line of that key or of the nearest table around it."""
        known = next((self._lines[key[:size]] for size in range(len(key), 0, -1) if key[:size] in self._lines), None)
        return Fault(message, written(key), self.path, known)


def read_toml(path: Path) -> TomlFile:
    """Read a file; Refused if it is not there, not text, or not TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise refuse(path.name, [Fault(f"cannot be read: {error.strerror or error}", path=path)]) from error
    except UnicodeDecodeError as error:
        raise refuse(path.name, [Fault("is not text in UTF-8", path=path)]) from error
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise refuse(path.name, [_syntax_fault(path, text, str(error))]) from error
    except RecursionError as error:
        raise refuse(path.name, [Fault("has lists or tables nested too deep", path=path)]) from error


def _syntax_fault(path: Path, text: str, message: str) -> Fault:
    # The parser tells the place in its message only: "Invalid value (at line 3, column 7)".
    place = re.search(r" \(at line (\d+), column \d+\)$| \(at end of document\)$", message)
    if place is None:
        return Fault(message, path=path)
    line = int(place[1]) if place[1] else len(text.rstrip().split("\n"))
    return Fault(f"is not TOML: {message[: place.start()].lower()}", path=path, line=line)


def written(key: Key) -> str:
    """A key as people read it: "mailbox.beep.seconds", "known #3"."""
    text = ""
    for part in key:
        text += f" #{part + 1}" if isinstance(part, int) else f".{part}" if text else part
    return text


def did_you_mean(word: str, choices: Collection[str]) -> str:
    """'; did you mean "seconds"?' or nothing, to be put after a message."""
    from rapidfuzz import process  # needed for mistakes only

    nearest = process.extractOne(word, sorted(choices), score_cutoff=60)
    return f'; did you mean "{nearest[0]}"?' if nearest else ""


def _lines_by_key(text: str) -> dict[Key, int]:
    lines: dict[Key, int] = {}
    table: Key = ()
    elements: Counter[Key] = Counter()
    for line, statement in _statements(text):
        values = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _opened_table(values, elements)
            keys = [table]
        else:
            keys = [table + key for key in _keys_in(values)]
        for key in keys:
            for size in range(1, len(key) + 1):
                lines.setdefault(key[:size], line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Every statement of a valid TOML text with its first line: the shortest runs of lines that parse alone."""
    start, pending = 1, ""
    for line, content in enumerate(text.split("\n"), start=1):
        pending += content + "\n"
        try:
            values = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if values:
            yield start, pending
        start, pending = line + 1, ""


def _opened_table(values: Mapping[str, Any], elements: Counter[Key]) -> Key:
    """The key of a header's table; `elements` counts the tables of every list of tables so far."""
    key: Key = ()
    while values:
        name, inner = next(iter(values.items()))
        key += (name,)
        if isinstance(inner, list):
            elements[key] += 1
            inner = {}
        if key in elements:
            key += (elements[key] - 1,)
        values = inner
    return key


def _keys_in(value: object) -> Iterator[Key]:
    items: Iterator[tuple[str | int, object]]
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    else:
        return
    for name, inner in items:
        yield (name,)
        for key in _keys_in(inner):
            yield (name, *key)
