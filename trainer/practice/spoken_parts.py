"""Everything that is said in a call, turned into sound before it is dialed."""

from collections.abc import Callable
from pathlib import Path

from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.core.caption import as_marker, pieces
from trainer.core.scenario import Step
from trainer.core.script import Script
from trainer.errors import EngineError, UsageError
from trainer.practice.studio import Studio

Part = tuple[str, str | None]
"""A step and some of its words, or None for its whole recording."""


class SpokenParts:
    """The sound of every step's words; a part that cannot be spoken is told once and left out."""

    def __init__(self, script: Script, studio: Studio, trouble: Callable[[EngineError | UsageError], None]) -> None:
        self._script = script
        self._studio = studio
        self._trouble = trouble
        self._told: set[str] = set()

    def speak(self, stopped: Callable[[], bool]) -> dict[Part, Clip | None]:
        """All parts; asks stopped() every 50 ms and raises Cancelled as soon as it says so."""
        parts: dict[Part, Clip | None] = {}
        for step in self._script.steps.values():
            words = [None] if step.file else [each for each in pieces(step.says) if as_marker(each) is None]
            parts |= {(step.name, each): self._part(step, each, stopped) for each in words}
        return parts

    def _part(self, step: Step, words: str | None, stopped: Callable[[], bool]) -> Clip | None:
        try:
            if words is None:
                return read_clip(Path(step.file or ""))
            return self._studio.voices.speak(words, step.voice or self._script.mailbox.voice, stopped)
        except (EngineError, UsageError) as error:
            if str(error) not in self._told:
                self._told.add(str(error))
                self._trouble(error)
            return None
