"""Checklist files: found and read. Those that ship were checked before they shipped, others are checked whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Any

from trainer.core.checklist import Blocker, Check, Checklist, Source
from trainer.core.scorecard import Scorecard
from trainer.core.sense import Bounds
from trainer.errors import UsageError
from trainer.store.bundled import assets_folder
from trainer.store.checklist_extends import joined
from trainer.store.toml_file import Refused, TomlFile, did_you_mean, read_toml

CHECKLIST_ID = re.compile("[a-z][a-z0-9-]*")


def shipped_files() -> tuple[Path, ...]:
    """The checklists that ship with the trainer, by name: each is called by its id."""
    return tuple(sorted(_shipped_folder().glob("*.toml")))


@cache
def default_checklist() -> Checklist:
    """The checklist "articles"."""
    return checklist_of(read_toml(_shipped_folder() / "articles.toml").values)


class ExtendError(ValueError):
    """A checklist that cannot be extended; the message says why."""


@dataclass(frozen=True)
class Shelf:
    """Every checklist there is: those that ship with the trainer and the person's own."""

    own: Path
    """The folder of the person's own; it need not be there."""

    def files(self) -> tuple[tuple[str, Path], ...]:
        """Id and file of every checklist, those that ship first."""
        return (*((path.stem, path) for path in shipped_files()), *self._own_files())

    def find(self, choice: str) -> Path:
        """The file of an id, or the file named; UsageError if there is none, or more than one of that id."""
        found = self.named(choice)
        if len(found) == 1:
            return found[0]
        if found:
            files = "\n".join(map(str, found))
            raise UsageError(f"{len(found)} checklists are called {choice}", files, "Give your own another id.")
        if Path(choice).suffix == ".toml" or Path(choice).is_file():
            return Path(choice)
        ids = sorted({name for name, _ in self.files()})
        raise UsageError(
            f"There is no checklist {choice!r}{did_you_mean(choice, ids)}",
            f"There are {', '.join(ids)}.",
            f'Choose with --checklist ID or FILE, or for good with a line checklist = "{ids[0]}" in the settings file '
            f"{self.own.parent / 'settings.toml'}.",
        )

    def named(self, checklist_id: str) -> list[Path]:
        """The files of an id, one that ships first: none, one, or too many."""
        shipped = _shipped_folder() / f"{checklist_id}.toml"
        known = [shipped] if CHECKLIST_ID.fullmatch(checklist_id) and shipped.is_file() else []
        return known + [path for name, path in self._own_files() if name == checklist_id]

    def load(self, path: Path) -> Checklist:
        """The checklist in a file; UsageError lists every fault, with its line where that can be told."""
        if path not in shipped_files():
            faults = self.faults(path)
            if faults:
                count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
                raise UsageError(
                    f"The checklist {path} has {count}",
                    "\n".join(faults),
                    "Correct the file and check it with trainer checklists check; trainer checklists lists the others.",
                )
        file = read_toml(path)
        base = self.base(file)
        return checklist_of(file.values if base is None else joined(file.values, base))

    def recall(self, card: Scorecard) -> Checklist:
        """The checklist that a scorecard was made by, as it is today; one without checks if it is gone."""
        try:
            return self.load(self.find(card.checklist_id))
        except UsageError:
            gone = card.checklist_id
            return Checklist(
                id=gone, version=card.checklist_version, title=gone, pass_mark=card.pass_mark, sources={}, checks=()
            )

    def faults(self, path: Path) -> list[str]:
        """Everything that is wrong with a file, each a line for a person; empty if there is nothing."""
        from trainer.store.checklist_faults import checklist_faults

        try:
            file = read_toml(path)
        except Refused as error:
            return [f"line {fault.line}: {fault.message}" if fault.line else fault.message for fault in error.faults]
        return checklist_faults(file, self)

    def base(self, file: TomlFile) -> dict[str, Any] | None:
        """What a file extends, whole; None if it stands alone. ExtendError if that cannot be had."""
        extended = self._chain(file)[1:]
        if not extended:
            return None
        if extended[0].path not in shipped_files() and self.faults(extended[0].path):
            raise _faulty(file.values["extends"])
        *between, root = [each.values for each in extended]
        return reduce(lambda whole, own: joined(own, whole), reversed(between), dict(root))

    def _chain(self, file: TomlFile) -> list[TomlFile]:
        """The file, what it extends, what that extends, and so on."""
        chain = [file]
        while (name := chain[-1].values.get("extends")) is not None:
            found = self.named(name) if isinstance(name, str) else []
            if not found:
                ids = ", ".join(sorted({each for each, _ in self.files()}))
                raise ExtendError(f"there is no checklist {name} to extend; there are {ids}")
            if any(found[0].resolve() == each.path.resolve() for each in chain):
                raise ExtendError(f"what it extends leads back to {name}")
            try:
                chain.append(read_toml(found[0]))
            except Refused:
                raise _faulty(name) from None
        return chain

    def _own_files(self) -> Iterator[tuple[str, Path]]:
        for path in sorted(self.own.glob("*.toml")):
            try:
                name = read_toml(path).values.get("id")
            except Refused:
                name = None
            yield name if isinstance(name, str) else path.stem, path


def _faulty(name: str) -> ExtendError:
    return ExtendError(f"it extends {name}, which has faults of its own: trainer checklists check {name}")


def checklist_of(data: Mapping[str, Any]) -> Checklist:
    """The checklist of a file's content, which has no faults."""
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


def _shipped_folder() -> Path:
    return assets_folder() / "checklists"


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    frozen = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return frozen | ({"meaning": Bounds(**table["meaning"])} if "meaning" in table else {})
