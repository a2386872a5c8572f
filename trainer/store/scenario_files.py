"""Scenario files: one drill each, in TOML. Their form is that of trainer.core.scenario."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import get_args

from trainer.core.scenario import Difficulty, Scenario
from trainer.store.bundled import scenarios_folder
from trainer.store.fit import fit
from trainer.store.toml_file import Fault, Refused, TomlFile, read_toml, refuse

_ID = re.compile("[a-z0-9-]+")
_EASIEST_FIRST: tuple[str, ...] = get_args(Difficulty)


def load_scenario(path: Path) -> Scenario:
    """The scenario in a file; Refused with every fault and its line."""
    scenario, faults = _read(path)
    if scenario is None:
        raise refuse(path.name, faults)
    return scenario


def load_scenarios(folders: Iterable[Path]) -> tuple[Scenario, ...]:
    """All scenarios of these folders, easiest first; Refused with every fault in any of them.

    Among the equally easy, those with nothing but a mailbox come first, then titles decide. A folder that is not
    there holds none. A file in a later folder replaces one of the same name before it.
    """
    paths = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    # Those that ship were held against the rules before they shipped, so that the first screen need not wait.
    read = [_read(path, by_rules=not path.is_relative_to(scenarios_folder())) for path in paths.values()]
    faults = [fault for _, found in read for fault in found]
    if faults:
        raise refuse("A scenario", faults)
    scenarios = [scenario for scenario, _ in read if scenario is not None]
    return tuple(sorted(scenarios, key=_rank))


def _rank(scenario: Scenario) -> tuple[int, bool, str]:
    """Easiest first, and among the equally easy those with nothing but a mailbox."""
    return _EASIEST_FIRST.index(scenario.difficulty), bool(scenario.call), scenario.title


def check_scenarios(paths: Iterable[Path]) -> list[Fault]:
    """Every fault in these files, in the order of files and lines; none if all can be used."""
    return [fault for path in paths for fault in sorted(_read(path)[1], key=lambda fault: fault.line or 0)]


def _read(path: Path, *, by_rules: bool = True) -> tuple[Scenario | None, list[Fault]]:
    try:
        file = read_toml(path)
    except Refused as error:
        return None, list(error.faults)
    fingerprint = sha256(file.text.encode()).hexdigest()[:16]
    scenario, faults = _build(file, {"id": path.stem, "fingerprint": fingerprint})
    told = {fault.where for fault in faults}
    if by_rules or scenario is None:
        from trainer.store.scenario_rules import rule_faults  # takes longer than reading all files that ship

        faults += [fault for fault in rule_faults(file, scenario) if fault.where not in told]
    if not _ID.fullmatch(path.stem):
        faults.append(Fault("must be named with small letters, digits and hyphens only", path=path))
    if scenario is None or faults:
        return None, faults
    return _with_recordings_in_full(scenario, path.parent), []


def _build(file: TomlFile, given: Mapping[str, str]) -> tuple[Scenario | None, list[Fault]]:
    """The scenario, or every fault of its shape; the explanation is loaded when there is something to explain."""
    if given.keys().isdisjoint(file.values):
        scenario = fit(Scenario, {**file.values, **given})
        if scenario is not None:
            return scenario, []
    from trainer.store.shape import Shape  # brings pydantic, which takes longer than reading fifty files

    return Shape(Scenario).build(file, given)


def _with_recordings_in_full(scenario: Scenario, folder: Path) -> Scenario:
    """The scenario with recordings that can be opened from anywhere."""
    mailbox = replace(scenario.mailbox, greeting_file=_in_full(scenario.mailbox.greeting_file, folder))
    call = tuple(replace(step, file=_in_full(step.file, folder)) for step in scenario.call)
    return replace(scenario, mailbox=mailbox, call=call)


def _in_full(name: str | None, folder: Path) -> str | None:
    return None if name is None else str(folder.absolute() / name)
