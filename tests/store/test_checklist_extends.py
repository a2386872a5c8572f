"""Checklists that extend others, and finding them by id."""

from pathlib import Path

import pytest

from trainer.core.scorecard import Delivery, Scorecard
from trainer.errors import UsageError
from trainer.store.checklist_copy import copy_checklist
from trainer.store.checklists import Shelf, default_checklist, shipped_files
from trainer.store.toml_file import read_toml

MINE = """\
# Points for my team.
id = "mine"
version = 3
title = "Mine"
extends = "articles"
omit = ["personal", "wrong_number"]

[parts]
coffee = "(coffee|tea|cuppa)"

[[check]]
id = "drink"
title = "Offers a drink"
points = 8
source = "team"
tip = "Say: 'Over a cuppa.'"
phrases = ["over [a] {coffee}"]

[[check]]
id = "ask"
points = 14
phrases = ["knock on my door"]

[[check]]
id = "reason"
points = 13

[sources.team]
author = "My team"
title = "What works for us"
disagrees = "We drink."
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf whose own folder is there and empty."""
    own = tmp_path / "home" / "checklists"
    own.mkdir(parents=True)
    return Shelf(own)


def put(shelf: Shelf, text: str, name: str = "mine") -> Path:
    """Write a file into the person's own folder."""
    path = shelf.own / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_short_file_takes_over_the_rest(shelf: Shelf) -> None:
    """Own checks come first in their order, then what is taken over; what is omitted is gone."""
    mine, articles = shelf.load(put(shelf, MINE)), default_checklist()
    assert (mine.id, mine.version, mine.title, mine.pass_mark) == ("mine", 3, "Mine", articles.pass_mark)
    assert [check.id for check in mine.checks] == [
        "drink", "ask", "reason", "name", "company", "referral", "follow_up", "follow_up_when",
        "number", "number_twice", "number_pace", "under_30s",
    ]  # fmt: skip
    assert [blocker.id for blocker in mine.blockers] == ["no_message", "scam"]
    assert sum(check.points for check in mine.checks) == 100
    assert mine.everyday == articles.everyday
    assert set(mine.sources) == {*articles.sources, "team"}
    assert mine.sources["team"].disagrees == "We drink."
    assert mine.find("name") == articles.find("name")


def test_phrases_are_added_and_the_rest_is_replaced(shelf: Shelf) -> None:
    """Adding a phrase must not lose the hundred that were there."""
    ask, before = shelf.load(put(shelf, MINE)).find("ask"), default_checklist().find("ask")
    assert ask is not None
    assert before is not None
    assert ask.phrases == (*before.phrases, "knock on my door")
    assert (ask.points, ask.tip, ask.meaning) == (14, before.tip, before.meaning)


def test_a_chain(shelf: Shelf) -> None:
    """What extends can be extended."""
    put(shelf, MINE)
    head = 'id = "two"\nversion = 1\ntitle = "Two"\nextends = "mine"\nomit = ["drink"]\n'
    two = shelf.load(put(shelf, f'{head}[[check]]\nid = "ask"\npoints = 22\n', "two"))
    ask = two.find("ask")
    assert ask is not None
    assert (ask.points, ask.phrases[-1], two.find("drink")) == (22, "knock on my door", None)


def test_what_was_omitted_can_be_written_anew(shelf: Shelf) -> None:
    """To replace phrases instead of adding to them: omit the check and write it."""
    anew = MINE.replace('["personal", ', '["personal", "ask", ').replace(
        "points = 14\nphrases", 'title = "Asks"\nsource = "team"\ntip = "Knock."\npoints = 14\nphrases'
    )
    ask = shelf.load(put(shelf, anew)).find("ask")
    assert ask is not None
    assert (ask.phrases, ask.meaning) == (("knock on my door",), None)


TAKEN = (
    "name 8, company 7, referral 8, follow_up 6, follow_up_when 4, number 10, number_twice 5, number_pace 5, "
    "under_30s 12"
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'extends = "articles"',
            'extends = "article"',
            "line 5: there is no checklist article to extend; there are articles, email-double-tap, mine, number-first",
        ),
        ('extends = "articles"', 'extends = "mine"', "line 5: what it extends leads back to mine"),
        ('extends = "articles"', "extends = 3", "line 5: extends: Input should be a valid string"),
        ('"personal", ', '"personnel", ', 'line 6: articles has no check personnel to omit; did you mean "personal"?'),
        ('id = "reason"', 'id = "raison"', 'line 25: articles has no check raison to change; did you mean "reason"?'),
        ("points = 14", "points = 15", f"the points add up to 101, not 100; taken over: {TAKEN}"),
        ("points = 14", 'points = "14"', "line 21: check.2.points: Input should be"),
        ("knock on", "{knock} on", 'line 22: ask: "{knock} on my door" uses {knock}, which is not among the parts'),
        ("|cuppa)", "|cuppa", 'line 9: part "(coffee|tea|cuppa" has a bracket that is never closed'),
        ('id = "reason"', 'id = "ask"', "line 25: there are two checks ask"),
        ("[sources.team]", "[sources.him]", "line 12: drink: no source is called team"),
        ('omit = ["personal", ', 'omit = ["follow_up", ', "follow_up_when: it needs the check follow_up"),
        ('id = "mine"', 'id = "articles"', "line 2: another checklist has this id: "),
        ("version = 3\n", "", "version: is missing"),
    ],
)
def test_faults_with_their_line(shelf: Shelf, old: str, new: str, told: str) -> None:
    """Every fault of a file that extends another is told at its own line."""
    faults = shelf.faults(put(shelf, MINE.replace(old, new, 1)))
    assert any(fault.startswith(told) for fault in faults), faults
    assert not any(fault.startswith("line 1:") for fault in faults)


def test_a_broken_part_is_told_once(shelf: Shelf) -> None:
    """A part that replaces one of the articles' breaks their phrases, too: that is the same fault."""
    assert shelf.faults(put(shelf, MINE.replace("coffee =", 'me = "(me"\ncoffee ='))) == [
        'line 9: part "(me" has a bracket that is never closed (character 1)'
    ]


def test_two_that_extend_each_other(shelf: Shelf) -> None:
    """A circle is told, not walked for ever."""
    first = put(shelf, MINE.replace('"articles"', '"two"'))
    put(shelf, MINE.replace('"articles"', '"mine"').replace('id = "mine"', 'id = "two"'), "two")
    assert shelf.faults(first) == ["line 5: what it extends leads back to mine"]


@pytest.mark.parametrize("broken", ["id = \n", 'id = "two"\n'])
def test_what_extends_a_faulty_one(shelf: Shelf, broken: str) -> None:
    """The faults of another file are told where they are."""
    put(shelf, broken, "two")
    told = "line 5: it extends two, which has faults of its own: trainer checklists check two"
    assert shelf.faults(put(shelf, MINE.replace('"articles"', '"two"'))) == [told]


def test_doubles(shelf: Shelf, tmp_path: Path) -> None:
    """A person's file never takes the place of another unnoticed."""
    path = put(shelf, MINE.replace('id = "mine"', 'id = "articles"'))
    with pytest.raises(UsageError, match="2 checklists are called articles"):
        shelf.find("articles")
    put(shelf, MINE)
    other = put(shelf, MINE, "other")
    assert shelf.faults(other) == [f"line 2: another checklist has this id: {path}"]
    elsewhere = tmp_path / "mine.toml"
    elsewhere.write_text(MINE, encoding="utf-8")
    assert shelf.faults(elsewhere) == []


def test_find(shelf: Shelf) -> None:
    """By id, by file; what is not there is told with what is."""
    path = put(shelf, MINE)
    assert shelf.find("mine") == path
    assert shelf.find(str(path)) == path
    assert shelf.find("number-first") in shipped_files()
    with pytest.raises(UsageError) as refused:
        shelf.find("number_first")
    assert 'did you mean "number-first"?' in refused.value.title
    assert refused.value.detail == "There are articles, email-double-tap, mine, number-first."
    assert "--checklist" in refused.value.hint
    assert str(shelf.own.parent / "settings.toml") in refused.value.hint


def test_copy_keeps_comments(shelf: Shelf) -> None:
    """Every line but id and title is as it was."""
    path = copy_checklist(shelf, "articles", "my-team")
    before, after = (read_toml(each).text.splitlines() for each in (shelf.find("articles"), path))
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        ('id = "articles"', 'id = "my-team"'),
        ('title = "The two articles"', 'title = "The two articles (my-team)"'),
    ]
    assert shelf.faults(path) == []


@pytest.mark.parametrize("new_id", ["mine", "articles", "My Team", "../x", ""])
def test_copy_overwrites_nothing(shelf: Shelf, new_id: str) -> None:
    """An id that is taken or cannot be one is refused."""
    path = put(shelf, MINE)
    with pytest.raises(UsageError):
        copy_checklist(shelf, "articles", new_id)
    assert path.read_text(encoding="utf-8") == MINE
    assert list(shelf.own.iterdir()) == [path]


@pytest.mark.parametrize(("checklist_id", "title", "checks"), [("mine", "Mine", 12), ("gone", "gone", 0)])
def test_recall(shelf: Shelf, checklist_id: str, title: str, checks: int) -> None:
    """An old scorecard finds its checklist, or one without checks."""
    put(shelf, MINE)
    card = Scorecard(checklist_id, 2, 70, (), (), Delivery(None, None, None, None), 0, False)
    recalled = shelf.recall(card)
    assert (recalled.id, recalled.title, len(recalled.checks)) == (checklist_id, title, checks)
