"""What the tests of this room share."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.core.attempt import Attempt
from trainer.core.opinion import REP, Opinion
from trainer.core.scorecard import Delivery, Evidence, Scorecard, Verdict
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word
from trainer.store.folders import Folders

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A data folder that is not made yet."""
    return Folders(tmp_path / "data")


@pytest.fixture
def make_attempt() -> Callable[..., Attempt]:
    """Attempts as a drill makes them; number n starts n minutes after noon."""

    def make(number: int, scenario_id: str | None = "desk-line", total: int = 73) -> Attempt:
        words = tuple(
            Word(text, Span(index / 2, index / 2 + 0.4)) for index, text in enumerate(["hi", "this", "is", "Ana"])
        )
        verdict = Verdict("name", True, 8, 8, Evidence("this is Ana", Span(0.5, 1.9), 1, 3))
        return Attempt(
            id=f"20260305T1200-{number:06}",
            started_at=NOON + timedelta(minutes=number),
            scenario_id=scenario_id,
            scenario_fingerprint="0123456789abcdef",
            prospect_name="Dana Whitlock",
            ended_by="hung up",
            recording=f"recordings/2026/03/05/{number}.wav",
            early_speech_s=0.0,
            line="files",
            transcript=Transcript(words, Engine("scripted", "1"), (Span(0.0, 1.9),), 2.5),
            scorecard=Scorecard("articles", 1, 70, (verdict,), (), Delivery(1.9, 1.9, 126.3, 0.1), total, total >= 70),
        )

    return make


@pytest.fixture
def make_opinion() -> Callable[..., Opinion]:
    """Opinions of a rep about the attempts that make_attempt makes."""

    def make(number: int, check_id: str = "name", met: bool | None = False, by: str = REP) -> Opinion:
        attempt_id = f"20260305T1200-{number:06}"
        return Opinion(attempt_id=attempt_id, check_id=check_id, met=met, by=by, at=NOON, reason="I said so")

    return make


RunPython = Callable[[str, Sequence[str | Path]], "subprocess.Popen[str]"]


@pytest.fixture
def run_python() -> RunPython:
    """Start a script in a process of its own, with arguments; its output can be read."""

    def run(script: str, arguments: Sequence[str | Path]) -> subprocess.Popen[str]:
        command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    return run
