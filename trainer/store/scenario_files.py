"""Scenario files: one drill each, in TOML. Their form is that of trainer.core.scenario."""

import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import get_args

from trainer.core.scenario import Difficulty, Pack, Scenario
from trainer.store.bundled import scenarios_folder
from trainer.store.fit import build
from trainer.store.packs import PACK_FILE, files_by_pack, read_pack
from trainer.store.toml_file import Fault, Refused, read_toml, refuse

_ID = re.compile("[a-z0-9-]+")
_EASIEST_FIRST: tuple[str, ...] = get_args(Difficulty)


def load_scenario(path: Path) -> Scenario:
    """The scenario in a file; Refused with every fault and its line."""
    scenario, faults = _read(path, Pack())
    if scenario is None:
        raise refuse(path.name, faults)
    return scenario


def load_scenarios(folders: Iterable[Path]) -> tuple[Scenario, ...]:
    """All scenarios of these folders and of the packs in them; Refused with every fault in any of them.

    Pack by pack, and in each the easiest first; among the equally easy, those with nothing but a mailbox come first,
    then titles decide. An id that two files share is a fault: none replaces the other.
    """
    scenarios: list[Scenario] = []
    faults: list[Fault] = []
    known: dict[str, Path] = {}
    for folder, paths in files_by_pack(folders):
        pack, found = read_pack(folder) if paths else (Pack(), [])
        faults += found
        for path in paths:
            # Those that ship were held against the rules before they shipped: the first screen need not wait.
            scenario, found = _read(path, pack, by_rules=not path.is_relative_to(scenarios_folder()))
            faults += found
            if (other := known.setdefault(path.stem, path)) != path:
                faults.append(Fault(f"has the id of {other}; give one of them another name", path=path))
            if scenario is not None:
                scenarios.append(scenario)
    if faults:
        raise refuse("A scenario", faults)
    return tuple(sorted(scenarios, key=_rank))


def _rank(scenario: Scenario) -> tuple[int, str, str, str, int, bool, str]:
    """Pack by pack, easiest first, and among the equally easy those with nothing but a mailbox."""
    pack, difficulty = scenario.pack, _EASIEST_FIRST.index(scenario.difficulty)
    return pack.order, pack.title, pack.id, pack.about, difficulty, bool(scenario.call), scenario.title


def check_scenarios(paths: Iterable[Path]) -> list[Fault]:
    """Every fault in these files, pack.toml among them, in the order of files and lines; none if all can be used."""
    return [fault for path in paths for fault in sorted(_faults(path), key=lambda fault: fault.line or 0)]


def _faults(path: Path) -> list[Fault]:
    return read_pack(path.parent)[1] if path.name == PACK_FILE and path.is_file() else _read(path, Pack())[1]


def _read(path: Path, pack: Pack, *, by_rules: bool = True) -> tuple[Scenario | None, list[Fault]]:
    try:
        file = read_toml(path)
    except Refused as error:
        return None, list(error.faults)
    fingerprint = sha256(file.text.encode()).hexdigest()[:16]
    scenario, faults = build(Scenario, file, {"id": path.stem, "fingerprint": fingerprint, "pack": asdict(pack)})
    told = {fault.where for fault in faults}
    if by_rules or scenario is None:
        from trainer.store.scenario_rules import rule_faults  # takes longer than reading all files that ship

        faults += [fault for fault in rule_faults(file, scenario) if fault.where not in told]
    if not _ID.fullmatch(path.stem):
        faults.append(Fault("must be named with small letters, digits and hyphens only", path=path))
    if scenario is None or faults:
        return None, faults
    return _with_recordings_in_full(scenario, path.parent), []


def _with_recordings_in_full(scenario: Scenario, folder: Path) -> Scenario:
    """The scenario with recordings that can be opened from anywhere."""
    mailbox = replace(scenario.mailbox, greeting_file=_in_full(scenario.mailbox.greeting_file, folder))
    call = tuple(replace(step, file=_in_full(step.file, folder)) for step in scenario.call)
    return replace(scenario, mailbox=mailbox, call=call)


def _in_full(name: str | None, folder: Path) -> str | None:
    return None if name is None else str(folder.absolute() / name)
