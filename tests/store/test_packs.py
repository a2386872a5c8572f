"""Packs: folders of scenarios, named by a pack.toml, that never replace what is there."""

from pathlib import Path

import pytest

from trainer.core.scenario import Pack
from trainer.store.bundled import scenarios_folder
from trainer.store.packs import read_pack
from trainer.store.scenario_files import check_scenarios, load_scenarios
from trainer.store.toml_file import Refused

GOOD = """\
title = "A desk line"
difficulty = "easy"
why = "She asked."

[prospect]
name = "Dana Whitlock"
role = "Office Manager"
company = "Marigold Lane Dental"

[mailbox]
greeting = "Hi, this is Dana."
"""


def put(folder: Path, name: str, text: str = GOOD) -> Path:
    """A file in a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_packs_come_in_their_order_and_loose_files_belong_to_none(tmp_path: Path) -> None:
    """A pack is known by its folder; what it says of itself decides its title and place."""
    put(tmp_path / "late", "a.toml")
    put(tmp_path / "late", "pack.toml", 'title = "A late one"\nabout = "At the end."\norder = 200\n')
    put(tmp_path / "early", "b.toml")
    put(tmp_path / "early", "pack.toml", 'title = "Zebra"\norder = 1\n')
    put(tmp_path / "plain", "c.toml")
    put(tmp_path / "plain" / "deeper", "d.toml")
    put(tmp_path, "e.toml")
    assert [(each.id, each.pack) for each in load_scenarios([tmp_path])] == [
        ("b", Pack(id="early", title="Zebra", order=1)),
        ("e", Pack()),
        ("c", Pack(id="plain", title="plain")),
        ("a", Pack(id="late", title="A late one", about="At the end.", order=200)),
    ]


def test_an_id_belongs_to_one_file(tmp_path: Path) -> None:
    """Of two files with one id neither replaces the other in silence: both paths are told."""
    first = put(tmp_path / "bundled" / "pack", "same.toml")
    second = put(tmp_path / "own", "same.toml")
    with pytest.raises(Refused) as caught:
        load_scenarios([tmp_path / "bundled", tmp_path / "own"])
    assert caught.value.detail == f"{second}: has the id of {first}; give one of them another name"


def test_a_scenario_does_not_say_which_pack_it_is_in(tmp_path: Path) -> None:
    """Its folder says it."""
    path = put(tmp_path, "a.toml", 'pack = "mine"\n' + GOOD)
    assert [str(fault) for fault in check_scenarios([path])] == [
        f"{path}:1: pack is not yours to set: the trainer sets it"
    ]


def test_faults_of_a_pack_are_told_with_their_lines(tmp_path: Path) -> None:
    """A pack.toml is checked like any other file, alone or with its scenarios."""
    put(tmp_path / "mine", "a.toml")
    path = put(tmp_path / "mine", "pack.toml", 'title = " "\nabuot = "x"\norder = "first"\n')
    told = [
        f"{path}:1: title is empty",
        f'{path}:2: abuot is not a known key; did you mean "about"?',
        f'{path}:3: order must be a whole number, not "first"',
    ]
    assert [str(fault) for fault in check_scenarios([path])] == told
    with pytest.raises(Refused) as caught:
        load_scenarios([tmp_path])
    assert caught.value.detail.splitlines() == told


def test_every_pack_that_ships_says_what_it_is() -> None:
    """A title that fits the list, one line about it, a place of its own."""
    packs = [read_pack(folder)[0] for folder in scenarios_folder().iterdir()]
    assert len({pack.order for pack in packs}) == len(packs) == 8
    for pack in packs:
        assert 5 < len(pack.title) <= 24
        assert 20 < len(pack.about) <= 90
