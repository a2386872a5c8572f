"""Checklist files: found, read, and refused with every fault at once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trainer.core.checklist import Blocker, Check, CheckKind, Checklist, Source
from trainer.core.phrases import PhraseError, check_phrase
from trainer.errors import UsageError
from trainer.store.bundled import assets_folder

_Text = Annotated[str, Field(min_length=1)]
_Phrases = tuple[_Text, ...]
_TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Model):
    author: _Text
    title: _Text
    date: str = ""
    url: str = ""


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


class _Blocker(_Model):
    id: Literal["no_message", "scam", "wrong_number"]
    title: _Text
    source: _Text
    tip: _Text
    phrases: _Phrases = ()
    lookalikes: _Phrases = ()


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


def checklist_files() -> tuple[Path, ...]:
    """The checklists that ship with the trainer, by name."""
    return tuple(sorted((assets_folder() / "checklists").glob("*.toml")))


@cache
def default_checklist() -> Checklist:
    """The checklist "articles". Its phrases were checked before it shipped, and are not checked at every start."""
    return _checklist(_read(assets_folder() / "checklists" / "articles.toml")[0])


def load_checklist(path: Path) -> Checklist:
    """The checklist in this file; UsageError lists every fault, with its line where that can be told."""
    file, text = _read(path)
    faults = _faults(file, text)
    if faults:
        raise _refused(path, faults)
    return _checklist(file)


def _read(path: Path) -> tuple[_File, str]:
    """The file's content, of the right shape, and its text."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read", f"{error}.", "Name a checklist file in TOML, in UTF-8.") from error
    try:
        return _File.model_validate(tomllib.loads(text)), text
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML", f"{error}.", "Correct the line named above.") from error
    except ValidationError as error:
        raise _refused(path, [_told(fault, text) for fault in error.errors()]) from error


def _refused(path: Path, faults: list[str]) -> UsageError:
    count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
    return UsageError(
        f"The checklist {path} has {count}",
        "\n".join(faults),
        "Correct the file; its header explains how phrases are written.",
    )


def _told(fault: Any, text: str) -> str:
    where = tuple(fault["loc"])
    line = _line_of(where, text)
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in where)
    message = "is not a known key" if fault["type"] == "extra_forbidden" else fault["msg"]
    return f"line {line}: {name}: {message}" if line else f"{name}: {message}"


def _line_of(where: tuple[str | int, ...], text: str) -> int | None:
    """The line of a key such as ("check", 2, "points"), or of its table if the key is not there."""
    table, rest = [str(part) for part in where if isinstance(part, str)], list(where)
    nth = next((part for part in rest if isinstance(part, int)), 0)
    header, seen, header_line = "", -1, None
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            header = match[1]
            seen += header == table[0]
            if (header == table[0] and seen == nth) or header == ".".join(table[:2]):
                header_line = number
        key = re.match(r"\s*([\w-]+)\s*=", line)
        if key and key[1] == table[-1] and (header_line is not None or (len(table) == 1 and not header)):
            return number
    return header_line


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
    faults = []
    for phrase in (*item.phrases, *item.lookalikes):
        try:
            check_phrase(phrase, parts)
        except PhraseError as error:
            faults.append(f"{_line_with(phrase, text)}{item.id}: {error}")
    return faults


def _checklist(file: _File) -> Checklist:
    return Checklist(
        id=file.id,
        version=file.version,
        title=file.title,
        pass_mark=file.pass_mark,
        sources={key: Source(**source.model_dump()) for key, source in file.sources.items()},
        checks=tuple(Check(**check.model_dump()) for check in file.check),
        blockers=tuple(Blocker(**blocker.model_dump()) for blocker in file.blocker),
        parts=dict(file.parts),
        everyday=frozenset(file.words.everyday.split()),
    )
