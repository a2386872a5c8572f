"""Checklist files."""

import subprocess
import sys
from pathlib import Path

import pytest

from trainer.errors import UsageError
from trainer.store.checklists import Shelf, default_checklist, shipped_files

SMALL = """\
id = "small"
version = 1
title = "Small"
pass_mark = 70

[sources.book]
author = "A. Writer"
title = "On calling"

[words]
everyday = "the a call"

[parts]
me = "(me|us)"

[[check]]
id = "ask"
title = "Asks"
points = 60
source = "book"
tip = "Ask: 'Call me.'"
phrases = ["call {me}"]
lookalikes = ["call me old"]

[[check]]
id = "short"
kind = "within_seconds"
title = "Is short"
points = 40
source = "book"
tip = "Stop."
limit_s = 20

[[blocker]]
id = "scam"
title = "Sounds like a scam"
source = "book"
tip = "No threats."
phrases = ["warrant"]
"""


def faults(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a checklist of this text."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        Shelf(tmp_path / "own").load(path)
    assert refused.value.exit_code == 2
    return refused.value.detail.splitlines()


def test_load(tmp_path: Path) -> None:
    """Everything in the file arrives."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    checklist = Shelf(tmp_path / "own").load(path)
    assert (checklist.id, checklist.version, checklist.pass_mark) == ("small", 1, 70)
    assert checklist.sources["book"].author == "A. Writer"
    assert checklist.everyday == {"the", "a", "call"}
    assert dict(checklist.parts) == {"me": "(me|us)"}
    assert [(check.id, check.kind, check.points, check.limit_s) for check in checklist.checks] == [
        ("ask", "phrases", 60, None),
        ("short", "within_seconds", 40, 20.0),
    ]
    assert checklist.checks[0].lookalikes == ("call me old",)
    assert checklist.blockers[0].phrases == ("warrant",)


def test_every_shipped_checklist_is_sound(tmp_path: Path) -> None:
    """What ships is not checked when it is used, so it is checked here."""
    shelf = Shelf(tmp_path)
    assert [path.stem for path in shipped_files()] == ["articles", "email-double-tap", "number-first"]
    for path in shipped_files():
        assert shelf.faults(path) == []
        assert shelf.load(path).id == path.stem


def test_articles() -> None:
    """The default checklist is the twelve checks and three blockers of the articles, worth 100 points."""
    articles = default_checklist()
    assert articles.pass_mark == 70
    assert {check.id: check.points for check in articles.checks} == {
        "name": 8, "company": 7, "reason": 15, "ask": 12, "referral": 8, "follow_up": 6, "follow_up_when": 4,
        "number": 10, "number_twice": 5, "number_pace": 5, "under_30s": 12, "personal": 8,
    }  # fmt: skip
    assert [blocker.id for blocker in articles.blockers] == ["no_message", "scam", "wrong_number"]
    assert all(check.source in articles.sources and check.tip for check in articles.checks)
    assert all(source.author and source.title and source.url for source in articles.sources.values())


def test_what_ships_loads_no_more_than_it_needs() -> None:
    """The briefing shows the checklist before the first paint: what only checks files waits."""
    look = (
        "import sys; from pathlib import Path; from trainer.store.checklists import Shelf; shelf = Shelf(Path('x'));"
        "shelf.load(shelf.find('number-first')); print('pydantic' in sys.modules, 'rapidfuzz' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False False"


def test_points_must_add_up(tmp_path: Path) -> None:
    """The sum is told."""
    assert faults(tmp_path, SMALL.replace("points = 60", "points = 70")) == ["the points add up to 110, not 100"]


def test_every_fault_at_once_with_its_line(tmp_path: Path) -> None:
    """One round of corrections is enough."""
    text = SMALL.replace('"call {me}"', '"call {you}", "(call|"').replace(
        'source = "book"\ntip = "Stop."', 'source = "x"\ntip = "."'
    )
    assert faults(tmp_path, text.replace("limit_s = 20\n", "")) == [
        'line 22: ask: "call {you}" uses {you}, which is not among the parts (character 6)',
        'line 22: ask: "(call|" has a bracket that is never closed (character 1)',
        "line 26: short: no source is called x",
        "line 26: short: limit_s is missing",
    ]


def test_wrong_shapes_are_told_together(tmp_path: Path) -> None:
    """Missing keys, unknown keys and wrong types name their line."""
    text = (
        SMALL.replace("points = 40", 'points = "many"')
        .replace('id = "small"', "colour = 1")
        .replace('tip = "No threats."', "")
    )
    told = faults(tmp_path, text)
    assert told[0].startswith("id: ")
    assert "line 1: colour: is not a known key" in told
    assert any(line.startswith("line 29: check.2.points: ") for line in told)
    assert any(line.startswith("line 34: blocker.1.tip: ") for line in told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "short"', 'id = "ask"', "there are two checks ask"),
        ('id = "short"', 'id = "personality"', "line 26: personality: this name is kept for something else"),
        ('phrases = ["call {me}"]\n', "", "it has no phrases"),
        ('lookalikes = ["call me old"]', 'lookalikes = ["just"]', "without a word that counts"),
        ('me = "(me|us)"', 'me = "(me|us)"\nyou = "(you"', 'line 15: part "(you" has a bracket that is never closed'),
    ],
)
def test_one_fault(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Each kind of fault is told in words."""
    assert any(told in line for line in faults(tmp_path, SMALL.replace(old, new)))


def test_not_toml(tmp_path: Path) -> None:
    """A slip in the syntax names its line."""
    assert "line 1" in " ".join(faults(tmp_path, "id = \n"))


@pytest.mark.parametrize(("content", "told"), [(b"\xff\xfe", "is not text in UTF-8"), (None, "is not there")])
def test_unreadable(tmp_path: Path, content: bytes | None, told: str) -> None:
    """A missing or binary file is one clear message."""
    path = tmp_path / "gone.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=told):
        Shelf(tmp_path / "own").load(path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'phrases = ["call {me}"]\nlookalikes',
            "within_s = 9\nlookalikes",
            "line 17: ask: it has no phrases",
        ),
        ('kind = "within_seconds"', 'kind = "absent"', "line 26: short: it has no phrases"),
        (
            "limit_s = 20",
            "limit_s = 20\nwithin_words = 5",
            "line 26: short: within_s and within_words are for the kinds",
        ),
        ('kind = "within_seconds"', 'kind = "follow_up_when"', "line 26: short: it needs the check follow_up"),
    ],
)
def test_what_a_kind_needs(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A key that a kind cannot use is as wrong as one that it lacks."""
    assert any(line.startswith(told) for line in faults(tmp_path, SMALL.replace(old, new)))


def test_meaning_can_stand_alone(tmp_path: Path) -> None:
    """A check that asks the model of meaning needs no phrases."""
    path = tmp_path / "small.toml"
    meaning = 'meaning = { of = "ask", met_from = 0.5, missed_below = 0.1 }'
    path.write_text(SMALL.replace('phrases = ["call {me}"]\n', f"{meaning}\n"), encoding="utf-8")
    assert Shelf(tmp_path / "own").faults(path) == []
