"""On which line of a checklist file something stands, to be put before what is said about it."""

import re

Key = tuple[str | int, ...]
"""Where a value stands: ("check", 2, "points"), counted from 0."""

_TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")


def at(where: Key, text: str) -> str:
    """The line of a key such as ("check", 2, "points"), or of its table if the key is not there, to be put before."""
    start, end = _table(where, text)
    name = str(next(part for part in reversed(where) if isinstance(part, str)))
    line = _first(re.compile(rf"\s*{re.escape(name)}\s*="), start, end, text) or start
    return f"line {line}: " if line else ""


def at_phrase(phrase: str, where: Key, text: str) -> str:
    """The line of a phrase in the table of a check, or of the table, to be put before."""
    start, end = _table(where, text)
    line = _first(re.compile(f".*{re.escape(phrase)}"), start, end, text) or start
    return f"line {line}: " if line else ""


def _table(where: Key, text: str) -> tuple[int, int]:
    """The lines from the header of a key's table to before the next header; from 0 where there is no header.

    An element of a list that the file does not have, since it was taken over, has no lines.
    """
    names = [str(part) for part in where if isinstance(part, str)]
    nth = next((part for part in where if isinstance(part, int)), None)
    lines = text.splitlines()
    titles = [(number, match[1]) for number, line in enumerate(lines, 1) if (match := _TABLE.match(line))]
    tables = [number for number, title in titles if title in (names[0], ".".join(names[:2]))]
    if nth is not None and nth >= len(tables):
        return 0, 0
    start = tables[nth or 0] if tables else 0
    return start, next((number for number, _ in titles if number > start), len(lines) + 1)


def _first(pattern: re.Pattern[str], start: int, end: int, text: str) -> int | None:
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if start <= number < end and pattern.match(line)), None)
