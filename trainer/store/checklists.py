"""Checklist files: found and read. The one that ships was checked before it shipped, others are checked whole."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from trainer.core.checklist import Blocker, Check, Checklist, Source
from trainer.core.sense import Bounds
from trainer.errors import UsageError
from trainer.store.bundled import assets_folder


def checklist_files() -> tuple[Path, ...]:
    """The checklists that ship with the trainer, by name."""
    return tuple(sorted((assets_folder() / "checklists").glob("*.toml")))


@cache
def default_checklist() -> Checklist:
    """The checklist "articles"."""
    return _checklist(_read(assets_folder() / "checklists" / "articles.toml")[0])


def load_checklist(path: Path) -> Checklist:
    """The checklist in this file; UsageError lists every fault, with its line where that can be told."""
    from trainer.store.checklist_faults import checklist_faults

    data, text = _read(path)
    faults = checklist_faults(data, text)
    if faults:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise UsageError(
            f"The checklist {path} has {count}",
            "\n".join(faults),
            "Correct the file; the header of articles.toml explains how phrases are written.",
        )
    return _checklist(data)


def _read(path: Path) -> tuple[dict[str, Any], str]:
    """A file's content and its text."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read", f"{error}.", "Name a checklist file in TOML, in UTF-8.") from error
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML", f"{error}.", "Correct the line named above.") from error


def _checklist(data: dict[str, Any]) -> Checklist:
    return Checklist(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        pass_mark=data["pass_mark"],
        sources={key: Source(**source) for key, source in data["sources"].items()},
        checks=tuple(Check(**_frozen(check)) for check in data["check"]),
        blockers=tuple(Blocker(**_frozen(blocker)) for blocker in data.get("blocker", ())),
        parts=data.get("parts", {}),
        everyday=frozenset(data.get("words", {}).get("everyday", "").split()),
    )


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return frozen | ({"meaning": Bounds(**table["meaning"])} if "meaning" in table else {})
