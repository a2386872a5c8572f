"""`trainer recogniser`: choosing what hears, and fetching a model, as a person does it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.commands import CLEAR_MESSAGE, Trainer
from tests.publisher import Publisher, closed_address, publish
from tests.whisper import INSTALLED, MODEL, needs_whisper

CONFIG_SIZE = 2_317


@pytest.mark.engine
def test_it_says_which_is_in_use_and_whether_the_other_works(trainer: Trainer) -> None:
    """The default is in use; the other is optional, so nothing fails without it."""
    outcome = trainer("recogniser")
    assert outcome.code == 0
    used, other = outcome.out.splitlines()[:2]
    assert used.startswith("ok    recogniser   moonshine tiny-en")
    assert "in use" in used
    assert other.startswith("--    other")
    assert "faster-whisper is not installed" in other or "no model yet" in other


@pytest.mark.skipif(INSTALLED, reason="the extra [whisper] is installed")
@pytest.mark.engine
def test_what_is_not_installed_cannot_be_chosen(trainer: Trainer, tmp_path: Path) -> None:
    """The choice is tried before it is kept; the message says how to install it."""
    outcome = trainer("recogniser", "use", "whisper", "--model", tmp_path)
    assert outcome.code == 4
    assert "pip install" in outcome.err
    assert not (trainer.home / "settings.toml").exists()
    assert trainer("recogniser", "use", "moonshine").out.startswith("moonshine tiny-en")


@pytest.mark.parametrize(
    "arguments",
    [
        ("recogniser", "use", "parrot"),
        ("recogniser", "use", "moonshine", "--model", "x"),
        ("recogniser", "fetch", "huge"),
        ("recogniser", "fetch", "tiny.en", "--from", "ftp://x"),
        ("score", "message.wav", "--recogniser", "parrot"),
        ("score", "--text", "-", "--recogniser", "whisper"),
    ],
)
def test_bad_input_is_told_with_code_2(trainer: Trainer, arguments: tuple[str, ...]) -> None:
    """What was typed wrongly changes nothing."""
    outcome = trainer(*arguments)
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert not (trainer.home / "settings.toml").exists()


def test_without_a_network_fetching_says_so(trainer: Trainer) -> None:
    """One message, no traceback, and no setting that names a model which is not there."""
    outcome = trainer("recogniser", "fetch", "tiny.en", "--from", closed_address())
    assert outcome.code == 4
    assert "cannot be reached" in outcome.err
    assert "Traceback" not in outcome.err
    assert not (trainer.home / "settings.toml").exists()


def test_breaking_off_keeps_what_came(trainer: Trainer) -> None:
    """Ctrl-C in the middle of a file: code 130, how to go on, and the part is on disk, under no name that is used."""
    with publish({"config.json": b"x" * CONFIG_SIZE}) as publisher:
        publisher.breaks_after, publisher.hangs = 1000, True
        command = [sys.executable, "-m", "trainer", "recogniser", "fetch", "--from", publisher.address]
        environment = {**os.environ, "TRAINER_HOME": str(trainer.home)}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
            wait_for_request(publisher)
            running.send_signal(signal.SIGINT)
            _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "trainer recogniser fetch tiny.en goes on from there" in told
    assert [path.name for path in (trainer.home / "models" / "tiny.en").iterdir()] == ["config.json.part"]
    assert not (trainer.home / "settings.toml").exists()


def wait_for_request(publisher: Publisher) -> None:
    """Until the first bytes are on their way."""
    for _ in range(400):
        if publisher.asked:
            time.sleep(0.5)
            return
        time.sleep(0.05)
    pytest.fail("nothing was asked for")


@needs_whisper
@pytest.mark.engine
def test_a_model_is_fetched_chosen_and_used(rep: Trainer) -> None:
    """From nothing to a score by the other recogniser, whose name is in the attempt."""
    with publish({path.name: path.read_bytes() for path in MODEL.iterdir()}) as publisher:
        fetched = rep("recogniser", "fetch", "tiny.en", "--from", publisher.address)
    assert fetched.code == 0, fetched.err
    assert "Whisper tiny.en" in fetched.err
    once = rep("score", CLEAR_MESSAGE, "--recogniser", "whisper", "--json")
    assert '"engine": "faster-whisper tiny.en' in once.out
    assert "faster-whisper tiny.en" in rep("recogniser").out.splitlines()[1]
    assert rep("recogniser", "use", "whisper").out.startswith("faster-whisper tiny.en")
    assert "faster-whisper tiny.en" in rep("recogniser").out.splitlines()[0]
    assert "moonshine" in rep("recogniser").out.splitlines()[1]
    assert '"engine": "faster-whisper tiny.en' in rep("score", CLEAR_MESSAGE, "--json").out
