"""What is wrong with a checklist file, all of it at once, with lines. Loaded only when a file is to be checked."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from trainer.core.checklist import CheckKind
from trainer.core.phrases import PhraseError, check_phrase
from trainer.core.sense import Meaning

_Text = Annotated[str, Field(min_length=1)]
_Phrases = tuple[_Text, ...]
_Probability = Annotated[float, Field(ge=0, le=1)]
_TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Model):
    author: _Text
    title: _Text
    date: str = ""
    url: str = ""


class _Meaning(_Model):
    of: Meaning
    met_from: _Probability
    missed_below: _Probability

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.missed_below > self.met_from:
            raise ValueError("missed_below is above met_from")
        return self


class _Check(_Model):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: CheckKind = "phrases"
    title: _Text
    points: Annotated[int, Field(ge=0, le=100)]
    source: _Text
    tip: _Text
    phrases: _Phrases = ()
    lookalikes: _Phrases = ()
    limit_s: Annotated[float, Field(gt=0)] | None = None
    meaning: _Meaning | None = None


class _Blocker(_Model):
    id: Literal["no_message", "scam", "wrong_number"]
    title: _Text
    source: _Text
    tip: _Text
    phrases: _Phrases = ()
    lookalikes: _Phrases = ()
    meaning: _Meaning | None = None


class _Words(_Model):
    everyday: str = ""


class _File(_Model):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    title: _Text
    pass_mark: Annotated[int, Field(ge=0, le=100)]
    sources: dict[str, _Source]
    parts: dict[str, _Text] = Field(default_factory=dict)
    words: _Words = Field(default_factory=_Words)
    check: Annotated[tuple[_Check, ...], Field(min_length=1)]
    blocker: tuple[_Blocker, ...] = ()


def checklist_faults(data: dict[str, Any], text: str) -> list[str]:
    """The faults of a file's content, each a line for a person; empty if there are none. `text` tells the lines."""
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        return [_told(fault, text) for fault in error.errors()]
    return _faults(file, text)


def _told(fault: Any, text: str) -> str:
    where = tuple(fault["loc"])
    line = _line_of(where, text)
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in where)
    message = "is not a known key" if fault["type"] == "extra_forbidden" else fault["msg"]
    return f"line {line}: {name}: {message}" if line else f"{name}: {message}"


def _line_of(where: tuple[str | int, ...], text: str) -> int | None:
    """The line of a key such as ("check", 2, "points"), or of its table if the key is not there."""
    names = [str(part) for part in where if isinstance(part, str)]
    nth = next((part for part in where if isinstance(part, int)), 0)
    lines = list(enumerate(text.splitlines(), 1))
    titles = [(number, match[1]) for number, line in lines if (match := _TABLE.match(line))]
    tables = [number for number, title in titles if title in (names[0], ".".join(names[:2]))]
    start = tables[nth] if nth < len(tables) else 0
    end = next((number for number, _ in titles if number > start), len(lines) + 1)
    key = re.compile(rf"\s*{re.escape(names[-1])}\s*=")
    return next((number for number, line in lines if start <= number < end and key.match(line)), start or None)


def _line_with(needle: str, text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if needle in line:
            return f"line {number}: "
    return ""


def _where(item_id: str, text: str) -> str:
    return _line_with(f'id = "{item_id}"', text)


def _faults(file: _File, text: str) -> list[str]:
    """What a schema cannot see: sums, references, phrases that cannot be read."""
    faults = []
    total = sum(check.points for check in file.check)
    if total != 100:
        faults.append(f"the points add up to {total}, not 100")
    ids = [check.id for check in file.check]
    faults += [f"{_where(each, text)}there are two checks {each}" for each in dict.fromkeys(ids) if ids.count(each) > 1]
    for name in file.parts:
        faults += [f"{_line_with(f'{name} =', text)}part {fault}" for fault in _unreadable(f"{{{name}}}", file.parts)]
    items: tuple[_Check | _Blocker, ...] = (*file.check, *file.blocker)
    for item in items:
        if item.source not in file.sources:
            faults.append(f"{_where(item.id, text)}{item.id}: no source is called {item.source}")
        faults += _phrase_faults(item, file.parts, text)
    for check in file.check:
        if check.kind == "within_seconds" and check.limit_s is None:
            faults.append(f"{_where(check.id, text)}{check.id}: limit_s is missing")
        if check.kind == "phrases" and not check.phrases:
            faults.append(f"{_where(check.id, text)}{check.id}: it has no phrases")
    return faults


def _phrase_faults(item: _Check | _Blocker, parts: dict[str, str], text: str) -> list[str]:
    return [
        f"{_line_with(phrase, text)}{item.id}: {fault}"
        for phrase in (*item.phrases, *item.lookalikes)
        for fault in _unreadable(phrase, parts)
    ]


def _unreadable(phrase: str, parts: dict[str, str]) -> list[str]:
    try:
        check_phrase(phrase, parts)
    except PhraseError as error:
        return [str(error)]
    return []
