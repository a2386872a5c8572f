"""A rep's first call through the real app: real sound card, real voice, real recogniser, real history."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from tests.cli.commands import Trainer
from tests.device.cards import PrivateCard
from tests.end_to_end.terminal import Terminal

OpenApp = Callable[[], Terminal]

MET = {
    "name", "company", "reason", "ask", "referral", "follow_up", "follow_up_when", "number", "number_twice",
    "under_30s", "personal",
}  # fmt: skip
"""What the message does; it says its number too fast to be written down."""


def saved(rep: Trainer) -> list[dict[str, Any]]:
    """The rep's attempts."""
    attempts: list[dict[str, Any]] = json.loads(rep("history", "--json").out)["attempts"]
    return attempts


def dial(app: Terminal) -> None:
    """From home to the moment after the beep, the greeting skipped."""
    app.wait_for("Dana Whitlock")
    app.press("\r")
    app.wait_for("greeting")
    app.press("#")
    app.wait_for("Recording")


def test_a_message_is_left_scored_and_saved(open_app: OpenApp, rep: Trainer, card: PrivateCard, spoken: Path) -> None:
    """Dial, beep, speak, hang up: verdicts, seconds and the saved attempt are those of what was said."""
    app = open_app()
    dial(app)
    subprocess.run(["paplay", "--device=mic_in", spoken], env=card.environment, check=True, timeout=60)
    app.press("\r")
    shown = app.wait_for("of 100")
    assert "Passed" in shown
    app.press("q")
    assert app.ended() == 0
    (attempt,) = saved(rep)
    assert {verdict["id"] for verdict in attempt["verdicts"] if verdict["met"]} == MET
    assert attempt["ended_by"] == "hung up"
    length_s = soundfile.info(spoken).duration
    assert length_s - 1.0 < attempt["delivery"]["seconds"] < length_s + 2.0
    assert starts_whole(rep.home / attempt["recording"], spoken)


def starts_whole(recording: Path, spoken: Path) -> bool:
    """Whether the recording holds what was spoken from its first sample on, found by the shape of its first second."""
    heard, rate_hz = soundfile.read(recording, dtype="float32")
    said, _ = soundfile.read(spoken, dtype="float32")
    first = said[:rate_hz]
    window = heard[: 4 * rate_hz]
    size = len(window) + len(first)
    likeness = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(first, size)))
    at = int(np.argmax(likeness[: len(window) - len(first)]))
    return bool(np.corrcoef(window[at : at + rate_hz], first)[0, 1] > 0.95)


def test_a_killed_app_offers_the_message_at_its_next_start(
    open_app: OpenApp, rep: Trainer, card: PrivateCard, spoken: Path
) -> None:
    """Kill -9 in the middle of a message: the next start offers it, and scoring it saves the attempt."""
    app = open_app()
    dial(app)
    playing = subprocess.Popen(["paplay", "--device=mic_in", spoken], env=card.environment)
    app.read(8.0)
    app.kill()
    playing.kill()
    playing.wait()
    assert saved(rep) == []
    again = open_app()
    again.wait_for("never scored")
    again.press("\r")
    again.wait_for("of 100")
    again.press("q")
    assert again.ended() == 0
    (attempt,) = saved(rep)
    assert attempt["transcript"]["text"].lower().startswith("hi")


def test_a_sound_card_that_dies_ends_the_call_and_keeps_the_words(
    open_app: OpenApp, rep: Trainer, card: PrivateCard, spoken: Path
) -> None:
    """The sound server is killed in mid-message: what was heard is scored, said so, and the app can be left."""
    app = open_app()
    dial(app)
    playing = subprocess.Popen(["paplay", "--device=mic_in", spoken], env=card.environment)
    app.read(8.0)
    card.signal(9)
    playing.wait()
    app.wait_for("of 100", limit_s=6.0)
    app.press("q")
    assert app.ended() == 0
    (attempt,) = saved(rep)
    assert attempt["ended_by"] == "line lost"
    assert 5.0 < attempt["delivery"]["seconds"] < 10.0
