"""Files that people write: TOML read with its faults told by file and line, all at once."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from trainer.errors import UsageError
from trainer.store.files import write_whole
from trainer.store.toml_lines import Key, lines_by_key


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
        return lines_by_key(self.text)

    def fault(self, key: Key, message: str) -> Fault:
        """A fault at a key, with the line of that key or of the nearest table around it."""
        known = next((self._lines[key[:size]] for size in range(len(key), 0, -1) if key[:size] in self._lines), None)
        return Fault(message, written(key), self.path, known)


def read_toml(path: Path) -> TomlFile:
    """Read a file; Refused if it is not there, not text, or not TOML."""
    file = find_toml(path)
    if file is None:
        raise refuse(path.name, [Fault("is not there", path=path)])
    return file


def find_toml(path: Path) -> TomlFile | None:
    """Read a file, None if it is not there; Refused if it is not text, or not TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return TomlFile(path, text, tomllib.loads(text))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refuse(path.name, [Fault(f"cannot be read: {error.strerror or error}", path=path)]) from error
    except UnicodeDecodeError as error:
        raise refuse(path.name, [Fault("is not text in UTF-8", path=path)]) from error
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


def read_texts(file: TomlFile, known: Collection[str]) -> tuple[dict[str, str], list[Fault]]:
    """The top-level texts of a file that holds nothing else, and a fault for every other thing in it."""
    texts, faults = {}, []
    for key, value in file.values.items():
        if key not in known:
            faults.append(file.fault((key,), unknown_key(key, known)))
        elif not isinstance(value, str):
            faults.append(file.fault((key,), "must be text in quotes"))
        else:
            texts[key] = value
    return texts, faults


def edit_toml(path: Path, changes: Mapping[str, str | None]) -> None:
    """Set top-level keys of a file, None removes one; comments and order stay. The file is made if need be.

    Refused if what is there is not TOML (then it is left alone), StoreError if it cannot be written.
    """
    file = find_toml(path)
    write_whole(path, changed_toml(file.text if file else "", changes))


def changed_toml(text: str, changes: Mapping[str, str | None]) -> str:
    """A TOML text with top-level keys set, or removed where None; comments and order stay."""
    import tomlkit  # needed for changes only

    document = tomlkit.parse(text)
    for key, value in changes.items():
        if value is None:
            document.pop(key, None)
        else:
            document[key] = value
    return tomlkit.dumps(document)


def written(key: Key) -> str:
    """A key as people read it: "mailbox.beep.seconds", "known #3"."""
    text = ""
    for part in key:
        text += f" #{part + 1}" if isinstance(part, int) else f".{part}" if text else part
    return text


def unknown_key(key: str, known: Collection[str]) -> str:
    """What to say about a key that means nothing."""
    return f"is not a known key{did_you_mean(key, known)}"


def did_you_mean(word: str, choices: Collection[str]) -> str:
    """'; did you mean "seconds"?' or nothing, to be put after a message."""
    from rapidfuzz import process  # needed for mistakes only

    nearest = process.extractOne(word, sorted(choices), score_cutoff=60)
    return f'; did you mean "{nearest[0]}"?' if nearest else ""
