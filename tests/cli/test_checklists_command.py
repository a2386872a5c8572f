"""`trainer checklists`, and choosing one: what a sales trainer does with files, without code."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.commands import CLEAR_MESSAGE, Trainer
from tests.end_to_end.terminal import Terminal
from trainer.store.checklists import shipped_files

GUIDE = Path(__file__).parent.parent.parent / "docs" / "checklists.md"

HOSPITALITY = """\
id = "hospitality"
version = 1
title = "Hospitality"
pass_mark = 50

[sources.us]
author = "Our team"
title = "How we call"

[[check]]
id = "drink"
title = "Offers a drink"
points = 60
source = "us"
tip = "Say: 'Shall we talk over a coffee?'"
phrases = ["over (a|some) (coffee|tea)"]
lookalikes = ["spilled ...4 (coffee|tea)"]

[[check]]
id = "weather"
title = "Leaves the weather out"
kind = "absent"
points = 40
source = "us"
tip = "Say: 'Let me be brief.'"
phrases = ["weather"]
"""


def put(trainer: Trainer, text: str, name: str) -> Path:
    """Write a checklist into the person's own folder."""
    path = trainer.home / "checklists" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def choose(trainer: Trainer, checklist: str) -> None:
    """Choose a checklist for good."""
    trainer.home.mkdir(parents=True, exist_ok=True)
    (trainer.home / "settings.toml").write_text(f'checklist = "{checklist}"\n')


def test_list_shows_what_is_there_and_what_is_in_use(trainer: Trainer) -> None:
    """Those that ship, the person's own, and how many faults a file has."""
    put(trainer, HOSPITALITY, "hospitality.toml")
    wrong = HOSPITALITY.replace('"hospitality"', '"broken"').replace("60", "70").replace("us]", "them]")
    broken = put(trainer, wrong, "broken.toml")
    choose(trainer, "hospitality")
    listed = trainer("checklists").out.splitlines()
    assert listed == trainer("checklists", "list").out.splitlines()
    assert listed[0].split() == ["articles", "version", "1", "pass", "mark", "70", "The", "two", "articles"]
    assert [line[2:].split()[0] for line in listed[:3]] == ["articles", "email-double-tap", "number-first"]
    assert listed[3].endswith(f"3 faults: trainer checklists check {broken}")
    assert listed[4].split() == ["*", "hospitality", "version", "1", "pass", "mark", "50", "Hospitality", "(yours)"]


def test_list_tells_a_choice_that_is_not_there(trainer: Trainer) -> None:
    """The list works, and says on stderr what the settings ask for."""
    choose(trainer, "nothing")
    outcome = trainer("checklists")
    assert outcome.code == 0
    assert "articles" in outcome.out
    assert "*" not in outcome.out
    assert "The settings choose 'nothing'." in outcome.err


def test_show_tells_points_sources_and_disagreement(trainer: Trainer) -> None:
    """Whoever is scored can read by what, and whose advice it is."""
    shown = trainer("checklists", "show", "email-double-tap")
    assert shown.code == 0
    text = " ".join(shown.out.split())
    for wanted in (
        "E-mail double tap (email-double-tap, version 1)",
        "7 checks, 100 points, pass mark 70",
        "25 Announces the e-mail (email; farrokh-2024)",
        "Armand Farrokh",
        "16 August 2024",
        "https://30mpc.com/",
        "Where it disagrees with the articles: The articles have you",
        "7.18 %",
    ):
        assert wanted in text
    assert "Counts within the first 10 seconds" in trainer("checklists", "show", "number-first").out


def test_show_reads_files(trainer: Trainer, tmp_path: Path) -> None:
    """A file that lies anywhere can be shown, a faulty one is refused with its faults."""
    path = tmp_path / "hospitality.toml"
    path.write_text(HOSPITALITY)
    assert "Offers a drink" in trainer("checklists", "show", path).out
    path.write_text(HOSPITALITY.replace("60", "50"))
    refused = trainer("checklists", "show", path)
    assert refused.code == 2
    assert "the points add up to 90, not 100" in refused.err


def test_a_copy_is_changed_checked_and_used(trainer: Trainer) -> None:
    """The whole way of a sales trainer: copy, change, check, score."""
    copied = trainer("checklists", "copy", "number-first", "ours")
    path = Path(copied.out.strip())
    assert copied.code == 0
    assert path == trainer.home / "checklists" / "ours.toml"
    assert "trainer checklists check ours" in copied.err
    assert str(trainer.home / "settings.toml") in copied.err
    assert path.read_text().startswith('# "Number first"')
    again = trainer("checklists", "copy", "articles", "ours")
    assert again.code == 2
    assert "There is a checklist ours already" in again.err

    path.write_text(path.read_text().replace("points = 20", "points = 25"))
    checked = trainer("checklists", "check", "ours")
    assert checked.code == 2
    assert "the points add up to 105, not 100" in checked.err
    path.write_text(path.read_text().replace("points = 8", "points = 3", 1))
    assert trainer("checklists", "check", "ours").out == "1 checklist checked, no faults.\n"
    scored = trainer("score", "--text", "-", "--checklist", "ours", given="This is Ana Ruiz, 206 555 0134.")
    assert "checklist Number first (ours)" in scored.out
    assert "25/25 Says the number at the start" in scored.out


def test_check_tells_every_fault_of_every_file(trainer: Trainer, tmp_path: Path) -> None:
    """With file and line, in one go; several files at once."""
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(HOSPITALITY.replace("over (a|", "over ({b}|").replace('40\nsource = "us"', '40\nsource = "him"'))
    second.write_text("id = \n")
    outcome = trainer("checklists", "check", first, second, *shipped_files())
    assert outcome.code == 2
    assert "3 faults found" in outcome.err
    assert f'{first}: line 16: drink: "over ({{b}}|some) (coffee|tea)" uses {{b}}' in outcome.err
    assert f"{first}: line 20: weather: no source is called him" in outcome.err
    assert f"{second}: line 1: is not TOML" in outcome.err
    assert trainer("checklists", "check", *shipped_files()).out == "3 checklists checked, no faults.\n"


def test_a_double_is_reported(trainer: Trainer, tmp_path: Path) -> None:
    """A person's own file never takes the place of one that ships."""
    put(trainer, HOSPITALITY.replace('"hospitality"', '"articles"'), "articles.toml")
    refused = trainer("score", "--text", "-", given="Hello")
    assert refused.code == 2
    assert "2 checklists are called articles" in refused.err
    assert "another checklist has this id" in trainer("checklists", "check", "articles").err
    assert "1 fault" in trainer("checklists").out
    shutil.copy(shipped_files()[0], tmp_path / "mine.toml")
    assert "another checklist has this id" in trainer("checklists", "check", tmp_path / "mine.toml").err


@pytest.mark.parametrize(
    ("message", "drink", "weather", "total"),
    [
        ("Shall we talk over a coffee? Bye now, take care.", True, True, 100),
        ("I spilled it over a coffee table. What weather we have.", False, False, 0),
    ],
)
def test_a_check_of_phrases_and_lookalikes_needs_no_code(
    trainer: Trainer, tmp_path: Path, message: str, drink: bool, weather: bool, total: int
) -> None:
    """A file with phrases and look-alikes scores a message."""
    path = tmp_path / "hospitality.toml"
    path.write_text(HOSPITALITY)
    outcome = trainer("score", "--text", "-", "--checklist", path, "--json", given=message)
    (attempt,) = json.loads(outcome.out)["attempts"]
    assert {each["id"]: each["met"] for each in attempt["verdicts"]} == {"drink": drink, "weather": weather}
    assert attempt["total"] == total
    assert attempt["checklist"] == {"id": "hospitality", "version": 1}
    assert attempt["verdicts"][0]["tip"] == "Say: 'Shall we talk over a coffee?'"


def test_the_setting_chooses_and_the_option_overrides(trainer: Trainer) -> None:
    """One line in the settings file, or one option for one command."""
    choose(trainer, "number-first")
    assert "checklist Number first)" in trainer("score", "--text", "-", given="Hello there").out
    given = trainer("score", "--text", "-", "--checklist", "articles", given="Hello there")
    assert "checklist The two articles)" in given.out


def examples(start: str) -> list[str]:
    """The TOML of docs/checklists.md that begins so."""
    return re.findall(rf"```toml\n({start}.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_examples_of_the_guide_are_sound(trainer: Trainer) -> None:
    """Whoever types what the guide shows gets what it shows."""
    short, hospitality = examples("id")
    put(trainer, short, "my-team.toml")
    put(trainer, hospitality, "hospitality.toml")
    assert trainer("checklists", "check", "my-team", "hospitality").out == "2 checklists checked, no faults.\n"
    given = "Hi Dana, shall we talk over a coffee on Thursday?"
    scored = trainer("score", "--text", "-", "--checklist", "hospitality", given=given).out
    assert '  yes 10/10 Offers a coffee\n            "over a coffee on Thursday?"\n' in scored


def test_every_fragment_of_the_guide_fits_a_checklist(trainer: Trainer) -> None:
    """Phrases, look-alikes, an absent check and a line of meaning, each put where the guide says."""
    (ask,), (lookalikes,), (meaning,) = (
        examples(r"\[\[check\]\]\nid = \"ask"),
        examples("lookalikes"),
        examples("meaning"),
    )
    (absent,) = examples(r"\[\[check\]\]\nid = \"no_apology")
    team = '[sources.team]\nauthor = "We"\ntitle = "How we call"\n'
    reason = '[[check]]\nid = "reason"\npoints = 10\n'
    head = 'id = "all"\nversion = 1\ntitle = "All"\nextends = "articles"\nomit = ["personal"]\n'
    put(trainer, head + ask + lookalikes + meaning + absent + reason + team, "all.toml")
    assert trainer("checklists", "check", "all").out == "1 checklist checked, no faults.\n"


@pytest.mark.parametrize("command", [("score", "--text", "-"), ("drill", "--mic", CLEAR_MESSAGE, "--fast")])
def test_a_choice_that_cannot_be_used_is_told_at_once(trainer: Trainer, command: tuple[str | Path, ...]) -> None:
    """Before anything is heard, with what there is and how to choose."""
    unknown = trainer(*command, "--checklist", "number")
    assert unknown.code == 2
    assert unknown.out == ""
    assert 'did you mean "number-first"' in unknown.err
    assert "There are articles, email-double-tap, number-first." in unknown.err
    assert "--checklist" in unknown.err
    assert "Recording" not in unknown.err
    choose(trainer, "broken")
    put(trainer, HOSPITALITY.replace('"hospitality"', '"broken"').replace("60", "50"), "broken.toml")
    faulty = trainer(*command)
    assert faulty.code == 2
    assert "the points add up to 90, not 100" in faulty.err


def test_the_app_tells_it_before_it_takes_the_screen(trainer: Trainer) -> None:
    """A rep learns it in the terminal, not in the middle of a call."""
    choose(trainer, "nothing")
    terminal = Terminal(sys.executable, ["-m", "trainer"], trainer.environment, (120, 24))
    assert terminal.ended() == 2
    assert "There is no checklist 'nothing'" in terminal.read()


def test_history_of_a_checklist_that_is_gone(trainer: Trainer) -> None:
    """Attempts stay readable when their checklist is another, or no more."""
    choose(trainer, "nothing")
    outcome = trainer("history", "--json")
    assert (outcome.code, json.loads(outcome.out)["attempts"]) == (0, [])


@pytest.mark.engine
@pytest.mark.voice
def test_an_old_attempt_of_another_checklist(rep: Trainer) -> None:
    """Each attempt is told by its own checklist, whatever is in use now."""
    path = put(rep, HOSPITALITY, "hospitality.toml")
    rep("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast", "--checklist", "hospitality")
    rep("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast")

    def tips() -> dict[str, str]:
        found = json.loads(rep("history", "--json").out)["attempts"]
        return {each["checklist"]["id"]: each["verdicts"][0]["tip"] for each in found}

    assert tips()["hospitality"] == "Say: 'Shall we talk over a coffee?'"
    assert tips()["articles"].startswith("Open with your name")
    path.unlink()
    assert tips()["hospitality"] == ""
    assert "Dana Whitlock" in rep("history").out


@pytest.mark.engine
@pytest.mark.voice
def test_the_doctor_names_the_checklist(trainer: Trainer) -> None:
    """Which one scores, or why none does."""
    choose(trainer, "number-first")
    assert "ok    checklist    number-first, version 1: Number first, pass mark 70" in trainer("doctor").out
    choose(trainer, "nothing")
    outcome = trainer("doctor")
    assert outcome.code == 2
    assert "FAIL  checklist    There is no checklist 'nothing'. There are articles," in outcome.out
