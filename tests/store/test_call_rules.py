"""The steps of a call: a scenario that would leave a rep hanging is refused, with the line to mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.core.scenario import Branch, Step, Voice
from trainer.store.scenario_files import check_scenarios, load_scenario

HEAD = """\
title = "A front desk"
difficulty = "easy"
why = "She asked."
[prospect]
name = "Dana Whitlock"
role = "Office Manager"
company = "Marigold Lane Dental"
"""

DESK = """
[mailbox]
greeting = "Hi, this is Dana. [pause] Please wait for it. [beep] That was the microwave."

[[call]]
name = "front desk"
who = "Reception"
says = "Marigold Lane, who is calling?"
voice = { id = "gmw/en-us+f4", words_per_minute = 180 }
listens_s = 8
hears = [
    { checks = ["name", "company"], then = "put through" },
    { words = ["sorry"], then = "front desk" },
]
then = "mailbox"

[[call]]
name = "put through"
says = "One moment."
keys = { 0 = "front desk" }
waits_s = 2
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put a text into a scenario file."""

    def put(text: str) -> Path:
        path = tmp_path / "front-desk.toml"
        path.write_text(HEAD + text)
        return path

    return put


def faults(path: Path) -> list[str]:
    """The faults of a file without its path."""
    return [str(fault).removeprefix(f"{path}:") for fault in check_scenarios([path])]


def test_steps_are_read_as_they_are_written(write: Write) -> None:
    """A step is a table, a branch a line of it, and a key may stand without quotes."""
    path = write(DESK)
    assert faults(path) == []
    desk, through = load_scenario(path).call
    assert desk == Step(
        name="front desk",
        who="Reception",
        says="Marigold Lane, who is calling?",
        voice=Voice(id="gmw/en-us+f4", words_per_minute=180),
        listens_s=8.0,
        hears=(Branch(checks=("name", "company"), then="put through"), Branch(words=("sorry",), then="front desk")),
        then="mailbox",
    )
    assert (through.keys, through.waits_s, through.then) == ({"0": "front desk"}, 2.0, "hang up")


@pytest.mark.parametrize(
    ("was", "written", "fault"),
    [
        ('then = "mailbox"', 'then = "malbox"', '22: call #1.then there is no step "malbox"; did you mean "mailbox"?'),
        ('0 = "front desk"', '0 = "fort desk"', '27: call #2.keys.0 there is no step "fort desk"'),
        ('then = "put through" }', 'then = "put on" }', '18: call #1.hears #1.then there is no step "put on"'),
        (
            '"name", "company"',
            '"nmae"',
            '18: call #1.hears #1.checks #1 there is no check "nmae"; did you mean "name"?',
        ),
        ('checks = ["name", "company"], ', "", "18: call #1.hears #1 needs checks or words"),
        ('then = "put through" }', 'then = "front desk" }', '25: call #2.name no step leads to "put through"'),
        ('name = "put through"', 'name = "front desk"', '25: call #2.name "front desk" is the name of two steps'),
        ('name = "put through"', 'name = "review"', '25: call #2.name "review" is a name that the trainer needs'),
        ("listens_s = 8", "waits_s = 1", "18: call #1.hears needs listens_s"),
        ("listens_s = 8", "listens_s = 301", "17: call #1.listens_s must be 0 to 300 seconds, not 301"),
        ("[beep]", "[beeep]", '10: mailbox.greeting [beeep] is not known; did you mean "[beep]"?'),
        ("waits_s = 2", 'plays = "phone"', '27: call #2.keys needs "answer"'),
        ("waits_s = 2", 'plays = "bussy"', '28: call #2.plays must be "ring-back", "busy", "reorder"'),
        ("0 = ", "11 = ", '27: call #2.keys.11 must be "0", "1"'),
        ('then = "mailbox"', 'file = "desk.wav"', "22: call #1.file is not there"),
        ('says = "One moment."', "", '25: call #2.name "put through" plays, says and waits for nothing'),
        ("waits_s = 2", 'then = "put through"', '25: call #2.name the call never ends after "put through"'),
        ("Whitlock", 'Whitlock"\ntime_zone = "Berlin', '6: prospect.time_zone is not a time zone; did you mean "'),
        ("Whitlock", 'Whitlock"\nnumber = "555', "6: prospect.number is not a telephone number with its country"),
        ("She asked.", 'She asked."\nlocal_time = "25:00', "4: local_time must be a day and a time such as"),
        ('greeting = "', "room = 0 # ", "9: mailbox.greeting is missing"),
        ('greeting = "', 'picks_up = "put through"\ngreeting = "', "9: mailbox.picks_up_after_s is missing"),
        (
            "She asked.",
            'She asked."\nwhat_next = [{ does = "Go", good = false, because = "no"}] #',
            "4: what_next needs a",
        ),
    ],
)
def test_every_fault_has_its_line(write: Write, was: str, written: str, fault: str) -> None:
    """Unknown steps, steps nobody comes to, no way out, and words that cannot be played."""
    path = write("")
    text = path.read_text() + DESK
    assert was in text
    if was == "waits_s = 2" and "then" in written:
        text = text.replace('keys = { 0 = "front desk" }\n', "")
    if was == 'says = "One moment."':
        text = text.replace("waits_s = 2", "")
    path.write_text(text.replace(was, written, 1))
    told = faults(path)
    assert any(each.startswith(fault) for each in told), told
    assert len(told) == 1 or "name = " in was, told


def test_a_call_without_a_mailbox_needs_none(write: Write) -> None:
    """A number out of service has no greeting to write."""
    path = write('[[call]]\nname = "gone"\nplays = "information"\nsays = "This number is not in service."\n')
    assert faults(path) == []
