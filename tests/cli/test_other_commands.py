"""Every command but the drill: what scripts and people get from them, also for bad input."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import soundfile

from tests.cli.commands import CLEAR_MESSAGE, Trainer

SCHEMA = Path(__file__).parent.parent.parent / "assets" / "schemas" / "attempts-1.json"

TYPED = (
    "Hello Dana, it's Rachel Porter from Copperline. I saw in the paper that you open a third clinic, and I'd like to "
    "show you how we keep dental chairs running. Could you ring me on 206 555 0134? Once more, 206 555 0134. If this "
    "isn't your area, who looks after it? I'll call you again on Tuesday."
)


def attempts(printed: str) -> list[dict[str, Any]]:
    """The attempts of a JSON document, after holding it against its schema."""
    document = json.loads(printed)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    found: list[dict[str, Any]] = document["attempts"]
    return found


def test_a_typed_message_is_scored_and_what_needs_sound_is_left_open(rep: Trainer) -> None:
    """Number pace and length need sound: they are null, and out of the total."""
    outcome = rep("score", "--text", "-", "--scenario", "desk-line", "--json", given=TYPED)
    (attempt,) = attempts(outcome.out)
    met = {verdict["id"]: verdict["met"] for verdict in attempt["verdicts"]}
    assert [check for check, answer in met.items() if answer is None] == ["number_pace", "under_30s"]
    assert all(answer is not False for answer in met.values()), met
    assert attempt["total"] == 100
    assert attempt["transcript"]["words"][0] == {"text": "Hello", "start_s": None, "end_s": None}


def test_the_length_of_a_typed_message_can_be_given(rep: Trainer, tmp_path: Path) -> None:
    """--seconds decides the length check of a typed message."""
    path = tmp_path / "message.txt"
    path.write_text(TYPED)
    (attempt,) = attempts(rep("score", "--text", path, "--seconds", "41", "--json").out)
    (length,) = [verdict for verdict in attempt["verdicts"] if verdict["id"] == "under_30s"]
    assert length["met"] is False


@pytest.mark.engine
def test_one_bad_recording_does_not_stop_the_others(rep: Trainer, tmp_path: Path) -> None:
    """The good ones are scored in order, the bad one is named, and the code says that one failed."""
    phone = tmp_path / "phone.wav"
    samples, rate_hz = soundfile.read(CLEAR_MESSAGE, dtype="float32")
    soundfile.write(phone, samples, rate_hz)
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF....WAVE")
    outcome = rep("score", CLEAR_MESSAGE, broken, phone, "--scenario", "desk-line", "--json")
    assert outcome.code == 2
    assert "broken.wav" in outcome.err
    first, second = attempts(outcome.out)
    assert [Path(first["source"]).name, Path(second["source"]).name] == ["clear-message.ogg", "phone.wav"]
    assert first["total"] == second["total"] >= 90
    words = [word["start_s"] for word in first["transcript"]["words"]]
    assert words == sorted(words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", "message.wav", "--text", "-"),
        ("score", "/nowhere.wav"),
        ("score", "--text", "/nowhere.txt"),
        ("score", "--text", "/usr/bin/env"),
        ("score", "--text", "-", "--seconds", "-3"),
        ("score", "--text", "-", "--scenario", "nobody"),
        ("score", "message.wav", "--seconds", "3"),
        ("profile", "set", "name"),
        ("profile", "set", "name", "Ana"),
        ("profile", "set", "colour", "blue"),
        ("profile", "set", "name", "Ana", "company", "Copperline", "number", "12"),
        ("scenarios", "check", "/nowhere.toml"),
        ("history", "--limit", "0"),
        ("nonsense",),
    ],
)
def test_bad_input_is_told_with_code_2(trainer: Trainer, arguments: tuple[str, ...]) -> None:
    """Something a person typed wrongly: one clear message on stderr, nothing on stdout, no traceback."""
    outcome = trainer(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert len(outcome.err) > 20
    assert "Traceback" not in outcome.err


def test_a_profile_is_shown_as_it_was_set(trainer: Trainer) -> None:
    """Numbers are kept in the international form; one key can be changed later."""
    assert "No profile yet" in trainer("profile").err
    trainer("profile", "set", "name", "Ana Ruiz", "company", "Copperline", "number", "020 7946 0321", "country", "gb")
    changed = trainer("profile", "set", "name", "Ana Maria Ruiz")
    assert changed.code == 0
    shown = trainer("profile", "show")
    assert shown.out == changed.out
    assert "Ana Maria Ruiz" in shown.out
    assert "+442079460321" in shown.out


def test_every_fault_of_a_scenario_is_told_with_its_line(trainer: Trainer, tmp_path: Path) -> None:
    """An author mends a file in one go."""
    path = tmp_path / "broken.toml"
    path.write_text(
        'title = "Broken"\ndifficulty = "impossible"\nwhy = "?"\ncolour = "blue"\n\n[mailbox]\nrings = 99\n'
    )
    outcome = trainer("scenarios", "check", path)
    assert outcome.code == 2
    for line in (2, 4, 7):
        assert f"broken.toml:{line}" in outcome.err
    assert "prospect" in outcome.err


def test_the_bundled_scenarios_are_listed_and_without_fault(trainer: Trainer) -> None:
    """The scenarios that come with the trainer, pack by pack, in each from easy to hard."""
    packs = trainer("scenarios").out.split("\n\n")
    titles = [pack.partition(".")[0] for pack in packs]
    assert titles == [
        "First calls",
        "Follow-ups",
        "Referrals",
        "Call screening",
        "Mailbox trouble",
        "International",
        "Compliance",
        "Scam weather",
    ]
    first = packs[0].splitlines()
    assert "easy" in first[1]
    assert "hard" in first[-1]
    assert sum(len(pack.splitlines()) - 1 for pack in packs) >= 50
    folder = Path(__file__).parent.parent.parent / "scenarios"
    assert trainer("scenarios", "check", *folder.glob("*/*.toml")).code == 0


def test_a_scenario_is_shown_with_the_reps_own_model_answer(rep: Trainer) -> None:
    """Who reads before they call sees what a good message of theirs would be."""
    shown = " ".join(rep("scenarios", "show", "desk-line").out.split())
    assert "First calls · US · easy Dana Whitlock, Office Manager at Marigold Lane Dental" in shown
    assert "Why you call Marigold Lane opens a third clinic" in shown
    assert "A model answer Hi Dana, it's Rachel Porter from Copperline." in shown
    assert "206-555-0134. If" in shown
    assert "A model answer" not in rep("scenarios", "show", "on-the-list").out
    assert rep("scenarios", "show", "desk-lime").code == 2


@pytest.mark.engine
@pytest.mark.voice
def test_history_tells_what_was_drilled(rep: Trainer) -> None:
    """A drill is in the history, for people and for scripts."""
    assert "No attempts yet" in rep("history").err
    rep("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast")
    assert "Dana Whitlock" in rep("history").out
    (attempt,) = attempts(rep("history", "--json").out)
    assert attempt["scenario"] == "desk-line"
    assert (rep.home / attempt["recording"]).is_file()


@pytest.mark.engine
@pytest.mark.voice
def test_the_doctor_says_what_works_and_what_does_not(trainer: Trainer) -> None:
    """Without a sound card everything else works, and the code is that of the sound."""
    outcome = trainer("doctor")
    assert outcome.code == 3
    works = {line.split()[1] for line in outcome.out.splitlines() if line.startswith("ok")}
    assert {"recogniser", "voice", "history", "scenarios"} <= works
    assert "FAIL  sound" in outcome.out


def test_help_has_examples_and_exit_codes(trainer: Trainer) -> None:
    """Whoever types --help learns what to type next."""
    outcome = trainer("--help")
    assert outcome.code == 0
    assert "Examples" in outcome.out
    assert "130 cancelled" in outcome.out
    assert trainer("--version").out.startswith("Voicemail Trainer, version")
