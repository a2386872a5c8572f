"""On which line of a TOML text every key stands: the parser does not tell, and people want to know."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Key = tuple[str | int, ...]
"""Where a value stands in a file: names of tables and keys, and indexes (from 0) into lists."""


def lines_by_key(text: str) -> dict[Key, int]:
    """The line, counted from 1, of every table and key of a valid TOML text; a list's elements have their key's."""
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
