"""A model answer, heard in the machine's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.core.scenario import Voice

if TYPE_CHECKING:
    from trainer.practice.studio import Studio


BRISK = Voice(words_per_minute=180)
"""The machine's voice at a pace that keeps a model answer within half a minute."""


class Recital:
    """One text, spoken over the loudspeaker. Played from one thread; stopped and looked at from another."""

    def __init__(self, studio: Studio, text: str) -> None:
        self._studio = studio
        self._text = text
        self._stopped = False

    def play(self) -> None:
        """Wait for the voice, then start playing. Cancelled if it was stopped meanwhile; EngineError, DeviceError."""
        self._stopped = False
        clip = self._studio.voices.speak(self._text, BRISK, lambda: self._stopped)
        if not self._stopped:
            self._studio.player.play(clip)
        if self._stopped:
            self._studio.player.stop()

    def stop(self) -> None:
        """Be silent, and do not begin."""
        self._stopped = True
        self._studio.player.stop()

    @property
    def plays(self) -> bool:
        """Whether it is heard right now."""
        return self._studio.player.position_s is not None
