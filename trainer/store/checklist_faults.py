"""What is wrong with a checklist file, all of it at once, with lines. Loaded only when a file is to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from trainer.core.opinion import RESERVED
from trainer.core.phrases import PhraseError, check_phrase
from trainer.store.checklist_extends import joined
from trainer.store.checklist_form import BlockerForm, CheckForm, ChecklistForm, ExtensionForm
from trainer.store.checklist_lines import Key, at, at_phrase
from trainer.store.checklists import ExtendError, shipped_files
from trainer.store.toml_file import TomlFile, did_you_mean

if TYPE_CHECKING:
    from trainer.store.checklists import Shelf

_WORDS = {"extra_forbidden": "is not a known key", "missing": "is missing"}
"""What to say about pydantic's kinds of error; other kinds keep pydantic's own words."""


@dataclass(frozen=True)
class _Taken:
    """What a file takes over from the one it extends: that has been checked before."""

    points: str = ""
    """Of the checks that the file does not name."""
    parts: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()


def checklist_faults(file: TomlFile, shelf: Shelf) -> list[str]:
    """The faults of a file, each a line for a person; empty if there are none."""
    doubles = _doubles(file, shelf)
    if "extends" not in file.values:
        return doubles + _whole_faults(file.values, file.text, _Taken())
    told = _shape(ExtensionForm, file.values, file.text)
    if told:
        return doubles + told
    try:
        base = shelf.base(file) or {}
    except ExtendError as error:
        return [*doubles, f"{at(('extends',), file.text)}{error}"]
    whole = joined(file.values, base)
    return doubles + _not_there(file, base) + _whole_faults(whole, file.text, _taken(file.values, base, whole))


def _taken(own: Mapping[str, Any], base: Mapping[str, Any], whole: Mapping[str, Any]) -> _Taken:
    said = {item["id"] for item in own.get("check", ())}
    return _Taken(
        points=", ".join(f"{each['id']} {each['points']}" for each in whole["check"] if each["id"] not in said),
        parts=frozenset(base["parts"]) - frozenset(own.get("parts", ())),
        phrases=frozenset(
            phrase
            for kind in ("check", "blocker")
            for item in base[kind]
            for phrase in (*item.get("phrases", ()), *item.get("lookalikes", ()))
        ),
    )


def _whole_faults(data: Mapping[str, Any], text: str, taken: _Taken) -> list[str]:
    told = _shape(ChecklistForm, data, text)
    return told or list(_Sheet(ChecklistForm.model_validate(data), text, taken).faults())


def _shape(model: type[BaseModel], data: Mapping[str, Any], text: str) -> list[str]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [_told(fault, text) for fault in error.errors()]
    return []


def _doubles(file: TomlFile, shelf: Shelf) -> list[str]:
    """Another checklist has the same id: one that ships, or one beside it."""
    others = [path for path in shelf.named(str(file.values.get("id"))) if path.resolve() != file.path.resolve()]
    beside = file.path.parent.resolve() == shelf.own.resolve()
    told = [path for path in others if beside or path in shipped_files()]
    return [f"{at(('id',), file.text)}another checklist has this id: {path}" for path in told]


def _not_there(file: TomlFile, base: Mapping[str, Any]) -> list[str]:
    """What a file leaves out or changes although the one it extends does not have it."""
    name, text = file.values["extends"], file.text
    ids = [item["id"] for kind in ("check", "blocker") for item in base.get(kind, ())]
    faults = [
        f"{at(('omit',), text)}{name} has no check {each} to omit{did_you_mean(each, ids)}"
        for each in file.values.get("omit", ())
        if each not in ids
    ]
    omitted = file.values.get("omit", ())
    for nth, item in enumerate(file.values.get("check", ())):
        if "title" not in item and (item["id"] not in ids or item["id"] in omitted):
            guess = did_you_mean(item["id"], ids)
            faults.append(f"{at(('check', nth, 'id'), text)}{name} has no check {item['id']} to change{guess}")
    return faults


def _told(fault: Any, text: str) -> str:
    where = tuple(fault["loc"])
    name = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in where)
    return f"{at(where, text)}{name}: {_WORDS.get(fault['type'], fault['msg'])}"


@dataclass(frozen=True)
class _Sheet:
    """A checklist of the right form: what a form cannot see is sums, references, phrases that cannot be read."""

    form: ChecklistForm
    text: str
    taken: _Taken

    def faults(self) -> Iterator[str]:
        """Each a line for a person."""
        yield from self._points()
        ids = [check.id for check in self.form.check]
        for name in (name for name in self.form.parts if name not in self.taken.parts):
            line = at(("parts", name), self.text)
            yield from (f"{line}part {fault}" for fault in self._unreadable(f"{{{name}}}"))
        for nth, check in enumerate(self.form.check):
            where = ("check", nth, "id")
            if check.id in ids[:nth]:
                yield f"{at(where, self.text)}there are two checks {check.id}"
            yield from self._item_faults(check, where)
            yield from (f"{at(where, self.text)}{check.id}: {fault}" for fault in _rules(check, ids))
        for nth, blocker in enumerate(self.form.blocker):
            yield from self._item_faults(blocker, ("blocker", nth, "id"))

    def _points(self) -> Iterator[str]:
        total = sum(check.points for check in self.form.check)
        if total != 100:
            taken = f"; taken over: {self.taken.points}" if self.taken.points else ""
            yield f"the points add up to {total}, not 100{taken}"

    def _item_faults(self, item: CheckForm | BlockerForm, where: Key) -> Iterator[str]:
        if item.source not in self.form.sources:
            yield f"{at(where, self.text)}{item.id}: no source is called {item.source}"
        for phrase in (*item.phrases, *item.lookalikes):
            if phrase not in self.taken.phrases:
                for fault in self._unreadable(phrase):
                    yield f"{at_phrase(phrase, where, self.text)}{item.id}: {fault}"

    def _unreadable(self, phrase: str) -> list[str]:
        try:
            check_phrase(phrase, self.form.parts)
        except PhraseError as error:
            return [str(error)]
        return []


def _rules(check: CheckForm, ids: list[str]) -> Iterator[str]:
    """What a check of its kind needs, and what it cannot use."""
    if check.id in RESERVED:
        yield "this name is kept for something else; give the check another"
    if check.kind == "within_seconds" and check.limit_s is None:
        yield "limit_s is missing"
    if check.kind in ("phrases", "absent") and not check.phrases and check.meaning is None:
        yield "it has no phrases"
    if check.kind == "follow_up_when" and "follow_up" not in ids:
        yield "it needs the check follow_up, which says whether a call was promised"
    if (check.within_s or check.within_words) and check.kind not in ("phrases", "number"):
        yield "within_s and within_words are for the kinds phrases and number"
