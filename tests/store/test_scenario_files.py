"""Scenario files: read strictly, every fault at once, with its line and in plain words."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.core.scenario import Beep, Mailbox, Prospect, Voice
from trainer.store.scenario_files import check_scenarios, load_scenario, load_scenarios
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

ALL_WRONG = """\
id = "mine"
titel = "A desk line"
difficulty = "eazy"
why = "  "
known = ["a", 3]
personal = "pine street"
calling_for = "Pennywhistle"

[prospect]
name = "Dana"
role = 2026-01-01
company = "Marigold"
country = 1

[mailbox]
rings = 9
longest_s = nan
silence_s = "3"
skip_key = 1
greeting_file = "../secret.wav"

[mailbox.voice]
words_per_minute = 301

[mailbox.beep]
secnds = 1
frequency_hz = 5000
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put a text into a scenario file."""

    def put(text: str) -> Path:
        path = tmp_path / "desk-line.toml"
        path.write_text(text)
        return path

    return put


def faults(path: Path) -> list[str]:
    """The faults of a file without its path."""
    return [str(fault).removeprefix(f"{path}:") for fault in check_scenarios([path])]


def test_a_small_file_is_a_whole_scenario(write: Write) -> None:
    """Everything that has a default may be left out; the id is the file's name."""
    path = write(GOOD)
    scenario = load_scenario(path)
    assert scenario.id == "desk-line"
    assert scenario.prospect == Prospect(name="Dana Whitlock", role="Office Manager", company="Marigold Lane Dental")
    assert scenario.mailbox == Mailbox(greeting="Hi, this is Dana.", voice=Voice(), beep=Beep())
    assert check_scenarios([path]) == []


def test_whole_numbers_do_for_seconds(write: Write) -> None:
    """Nobody has to write 30.0."""
    assert load_scenario(write(GOOD + "longest_s = 30\n")).mailbox.longest_s == 30.0


def test_every_fault_is_told_at_once(write: Write) -> None:
    """The golden list of what a file can do wrong, each with its line."""
    assert faults(write(ALL_WRONG)) == [
        " title is missing",
        " client_number is missing: a caller for a client leaves the client's number",
        "1: id is not yours to set: the trainer sets it",
        '2: titel is not a known key; did you mean "title"?',
        '3: difficulty must be "easy", "medium" or "hard", not "eazy"; did you mean "easy"?',
        "4: why is empty",
        "5: known #2 must be text in quotes, not 3",
        '6: personal must be a list, not "pine street"',
        "11: prospect.role must be text in quotes, not 2026-01-01",
        '13: prospect.country must be "us", "ca", "gb", "de", "fr", "au", "jp", "in" or "br", not 1',
        "15: mailbox.greeting is missing",
        "16: mailbox.rings must be 1 to 8 rings, not 9",
        "17: mailbox.longest_s must be a number, not NaN",
        '18: mailbox.silence_s must be a number, not "3"',
        "19: mailbox.skip_key must be true or false, not 1",
        "20: mailbox.greeting_file must lie in the scenario's own folder",
        "23: mailbox.voice.words_per_minute must be 80 to 300 words a minute, not 301",
        '26: mailbox.beep.secnds is not a known key; did you mean "seconds"?',
        "27: mailbox.beep.frequency_hz must be 200 to 2000 Hz, not 5000",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("rings = 0", "12: mailbox.rings must be 1 to 8 rings, not 0"),
        ("rings = 1.5", "12: mailbox.rings must be a whole number, not 1.5"),
        ("longest_s = 4.9", "12: mailbox.longest_s must be 5 to 1200 seconds, not 4.9"),
        ("silence_s = 61", "12: mailbox.silence_s must be 2 to 60 seconds, not 61"),
        ("beep.seconds = 0.05", "12: mailbox.beep.seconds must be 0.1 to 2 seconds, not 0.05"),
        ("beep.frequency_hz = 2001", "12: mailbox.beep.frequency_hz must be 200 to 2000 Hz, not 2001"),
        ("beep.level_dbfs = 0", "12: mailbox.beep.level_dbfs must be -40 to -3 dBFS, not 0"),
        ("voice.words_per_minute = 79", "12: mailbox.voice.words_per_minute must be 80 to 300 words a minute, not 79"),
        ("greeting_file = ''", "12: mailbox.greeting_file is empty"),
        ("voice.id = [1]", "12: mailbox.voice.id must be text in quotes, not a list"),
        ("voice = 5", "12: mailbox.voice must be a table, not 5"),
        ("skip_key = 'no'", '12: mailbox.skip_key must be true or false, not "no"'),
    ],
)
def test_sizes_are_sensible(write: Write, line: str, fault: str) -> None:
    """A slip of a digit does not ring for an hour or hurt an ear."""
    assert faults(write(f"{GOOD}{line}\n")) == [fault]


@pytest.mark.parametrize("name", ["../greeting.wav", "/etc/passwd", "sub/../../greeting.wav", "link.wav"])
def test_a_greeting_file_lies_in_the_scenarios_own_folder(tmp_path: Path, write: Write, name: str) -> None:
    """A scenario from a stranger opens no other file, by no way."""
    outside = tmp_path.parent / "greeting.wav"
    outside.touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.wav").symlink_to(outside)
    assert faults(write(f'{GOOD}greeting_file = "{name}"\n')) == [
        "12: mailbox.greeting_file must lie in the scenario's own folder"
    ]


@pytest.mark.parametrize(("name", "fault"), [("none.wav", "is not there"), ("\\u0000", "is not the name of a file")])
def test_a_greeting_file_exists(write: Write, name: str, fault: str) -> None:
    """A missing recording is told before the call, not in it."""
    (told,) = faults(write(f'{GOOD}greeting_file = "{name}"\n'))
    assert told.startswith(f"12: mailbox.greeting_file {fault}")


def test_a_greeting_file_is_given_in_full(tmp_path: Path, write: Write) -> None:
    """Who plays it need not know where the scenario came from."""
    (tmp_path / "hello.wav").touch()
    scenario = load_scenario(write(GOOD + 'greeting_file = "hello.wav"\n'))
    assert scenario.mailbox.greeting_file == str(tmp_path / "hello.wav")


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ('calling_for = "P"', " client_number is missing: a caller for a client leaves the client's number"),
        ('client_number = "+12025550187"', " calling_for is missing: say whose number client_number is"),
        (
            'calling_for = "P"\nclient_number = "202 555 0187"',
            '2: client_number is not a telephone number with its country, for example "+12025550142"',
        ),
        (
            'calling_for = "P"\nclient_number = "+1202555"',
            "2: client_number does not have the length of that country's numbers",
        ),
    ],
)
def test_a_client_comes_with_a_number(write: Write, lines: str, fault: str) -> None:
    """A call-centre drill needs both, and a number that could be dialed."""
    assert faults(write(f"{lines}\n{GOOD}")) == [fault]


@pytest.mark.parametrize("name", ["Desk Line", "desk_line", "DESK"])
def test_the_files_name_is_a_plain_id(tmp_path: Path, name: str) -> None:
    """An id is typed on the command line and used in file names."""
    path = tmp_path / f"{name}.toml"
    path.write_text(GOOD)
    assert faults(path) == [" must be named with small letters, digits and hyphens only"]
    with pytest.raises(Refused):
        load_scenario(path)


def test_the_fingerprint_follows_the_content(write: Write) -> None:
    """Old attempts stay honest when a scenario changes; the system's newlines change nothing."""
    first = load_scenario(write(GOOD)).fingerprint
    assert load_scenario(write(GOOD.replace("\n", "\r\n"))).fingerprint == first
    assert load_scenario(write(GOOD.replace("She asked.", "He asked."))).fingerprint != first


def test_scenarios_are_sorted_easiest_first(tmp_path: Path) -> None:
    """The list starts where a beginner should; a folder that is not there holds none."""
    for name, difficulty, title in [("a", "hard", "A"), ("b", "easy", "C"), ("c", "medium", "B"), ("d", "easy", "B")]:
        text = GOOD.replace('"easy"', f'"{difficulty}"').replace("A desk line", title)
        (tmp_path / f"{name}.toml").write_text(text)
    loaded = load_scenarios([tmp_path, tmp_path / "none"])
    assert [(each.id, each.title) for each in loaded] == [("d", "B"), ("b", "C"), ("c", "B"), ("a", "A")]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("{phone}", ["{phone}"]),
        ("{ name } or {}", ["{ name }", "{}"]),
        ("{{name}}", ["{}"]),
        ("{name", ["{name"]),
        ("name}", ["}"]),
        ("{Name} {Name}", ["{Name}"]),
    ],
)
def test_a_model_answer_leaves_open_what_can_be_filled(write: Write, answer: str, found: list[str]) -> None:
    """A slip in a placeholder would be read out to the rep, so it is a fault with its line."""
    told = faults(write(GOOD.replace("[prospect]", f'model_answer = "{answer}"\n\n[prospect]')))
    assert told == [
        f"5: model_answer has {each}: only {{name}}, {{company}}, {{number}}, {{pitch}} can be filled in"
        for each in found
    ]


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    """Whoever writes ten scenarios mends them in one go."""
    (tmp_path / "one.toml").write_text(GOOD.replace("why", "wy"))
    (tmp_path / "two.toml").write_text("= 1")
    with pytest.raises(Refused) as caught:
        load_scenarios([tmp_path])
    assert caught.value.detail.splitlines() == [
        f"{tmp_path}/one.toml: why is missing",
        f'{tmp_path}/one.toml:3: wy is not a known key; did you mean "why"?',
        f"{tmp_path}/two.toml:1: is not TOML: invalid statement",
    ]


@pytest.mark.skipif(os.name != "posix", reason="needs a name that other systems refuse")
def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder or a missing file on the command line gets a sentence."""
    told = [str(fault) for fault in check_scenarios([tmp_path, tmp_path / "none.toml"])]
    assert told == [f"{tmp_path}: cannot be read: Is a directory", f"{tmp_path}/none.toml: is not there"]
