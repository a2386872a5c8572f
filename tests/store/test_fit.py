"""Fitting a table quickly agrees with the thorough way, which explains what does not fit."""

from dataclasses import fields
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from trainer.core.scenario import Mailbox, Prospect, Scenario
from trainer.store.bundled import scenarios_folder
from trainer.store.fit import fit
from trainer.store.packs import PACK_FILE
from trainer.store.shape import Shape
from trainer.store.toml_file import TomlFile, read_toml

GIVEN = {"id": "x", "fingerprint": "y"}

NUMBERS = st.one_of(st.integers(-5, 200), st.floats(allow_nan=True))
LEAVES = st.one_of(
    st.text(max_size=5), NUMBERS, st.booleans(), st.sampled_from(["us", "gb", "easy", "hard", "nowhere"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
)


def table(kind: type, values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Tables with some of a dataclass's keys, and now and then one that it does not have."""
    names = [field.name for field in fields(kind) if field.name not in GIVEN]
    return st.dictionaries(st.sampled_from([*names, "unknown"]), values, max_size=len(names))


def whole(**changes: object) -> dict[str, object]:
    """A scenario that fits, with some values changed."""
    prospect = {"name": "Dana Whitlock", "role": "Office Manager", "company": "Marigold Lane Dental"}
    return {
        "title": "Lunch",
        "difficulty": "easy",
        "why": "To sell.",
        "prospect": prospect,
        "mailbox": {"greeting": "Hello.", "beep": {"seconds": 1}},
        **changes,
    }


def agree(values: dict[str, object]) -> None:
    """What fits quickly is exactly what the thorough way builds."""
    quick = fit(Scenario, {**values, **GIVEN})
    thorough, faults = Shape(Scenario).build(TomlFile(Path("x.toml"), "", values), GIVEN)
    assert quick == thorough
    assert (quick is None) == bool(faults)


@given(table(Scenario, VALUES))
def test_any_change_is_judged_alike(changes: dict[str, object]) -> None:
    """A value of whatever type in whatever place either fits both ways or neither."""
    agree(whole(**changes))


@given(table(Prospect, VALUES), table(Mailbox, VALUES))
def test_any_change_inside_is_judged_alike(prospect: dict[str, object], mailbox: dict[str, object]) -> None:
    """Tables within tables, too."""
    base = whole()
    assert isinstance(base["prospect"], dict)
    assert isinstance(base["mailbox"], dict)
    agree({**base, "prospect": {**base["prospect"], **prospect}, "mailbox": {**base["mailbox"], **mailbox}})


def test_every_bundled_scenario_fits_quickly() -> None:
    """The app's first screen waits for no explanation."""
    paths = [path for path in scenarios_folder().glob("*/*.toml") if path.name != PACK_FILE]
    assert paths
    for path in paths:
        assert fit(Scenario, {**read_toml(path).values, **GIVEN}) is not None
