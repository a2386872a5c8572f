"""Whether the words of a message can be trusted, and if not, what was wrong with its sound.

The recogniser's own certainty decides: it falls with the words it gets wrong, whatever the cause. Level, clipping and
noise name the reason, and decide alone only where it may be sure of nonsense. Measured by bench/clarity.py: of 102
recordings of people and voices, a fifth of them by telephone, none is called unclear; of 42 damaged until over half
of the words were wrong, every one is.
"""

from collections.abc import Sequence

import numpy as np

from trainer.audio.clip import Samples
from trainer.core.spoken import spoken_words
from trainer.speech.pieces import Heard
from trainer.speech.vad import FRAME_S

TOO_QUIET = "too quiet"
TOO_NOISY = "too much noise over the voice"
DISTORTED = "distorted: the level was too high"
HARD_TO_HEAR = "the words were hard to make out"

_UNCERTAIN = -0.35
"""Mean log-likelihood of a token below which about a quarter of the words are wrong."""
_DROWNED_DB, _UNCERTAIN_UNDER_NOISE = 3.0, -0.2
"""A voice no louder than what is around it is believed only if the recogniser is as sure as with a good line: it writes
whole sentences into noise, the likeliest of them at -0.35."""
_USUAL, _USUAL_TOKENS = -0.1, 10
"""A clear message's certainty, and how many tokens of it a short message is given: one odd word is not a bad line."""
_CLIPPED_AT, _CLIPPED_SHARE = 0.985, 0.05
_QUIET_DB = -60.0
"""Down to here, messages of 16 bits are understood as well as loud ones."""
_INAUDIBLE_DB = -83.0
"""Below, a few steps of 16 bits are left of a voice: what the recogniser writes then, it may even be sure of."""
_CLEAR_OF_NOISE_DB = 15.0
_FEWEST_WORDS, _ENOUGH_VOICE_S = 0.8, 3.0
"""Words for each second of voice, once there is enough of it: people say two to four, slow digits one. With fewer, the
recogniser skipped what it could not make out, and is sure of the rest."""


class Clarity:
    """Keeps levels and clipping while a message comes in."""

    def __init__(self) -> None:
        self._samples = 0
        self._clipped = 0
        self._power: dict[bool, list[float]] = {True: [], False: []}

    def note_clipping(self, samples: Samples) -> None:
        """Count samples at full scale, at the rate they were recorded."""
        self._samples += len(samples)
        self._clipped += int(np.count_nonzero(np.abs(samples) >= _CLIPPED_AT))

    def note_level(self, frame: Samples, voiced: bool) -> None:
        """Note the power of one frame of the voice detector."""
        self._power[voiced].append(float(np.mean(np.square(frame))))

    def trouble(self, heard: Sequence[Heard]) -> str | None:
        """Why the words cannot be trusted, or None if they can or if nobody spoke."""
        if not heard:
            return None
        voice_db = _level_db(self._power[True])
        clear_db = voice_db - _level_db(self._power[False])
        least = _UNCERTAIN if clear_db > _DROWNED_DB else _UNCERTAIN_UNDER_NOISE
        if voice_db >= _INAUDIBLE_DB and _is_sure(heard, least) and self._enough_words(heard):
            return None
        if self._clipped > self._samples * _CLIPPED_SHARE:
            return DISTORTED
        if voice_db < _QUIET_DB:
            return TOO_QUIET
        return HARD_TO_HEAR if clear_db > _CLEAR_OF_NOISE_DB else TOO_NOISY

    def _enough_words(self, heard: Sequence[Heard]) -> bool:
        words = sum(spoken_words(word) for piece in heard for word in piece.text.split())
        voice_s = len(self._power[True]) * FRAME_S
        return words >= _FEWEST_WORDS * voice_s if voice_s >= _ENOUGH_VOICE_S else words > 0


def _is_sure(heard: Sequence[Heard], least: float) -> bool:
    certainty = certainty_of(heard)
    return certainty is not None and certainty >= least


def certainty_of(heard: Sequence[Heard]) -> float | None:
    """The mean log-likelihood of a token, with a few usual ones added; None if nothing was decoded."""
    if not heard:
        return None
    total = sum(piece.log_likelihood for piece in heard) + _USUAL * _USUAL_TOKENS
    return total / (sum(piece.tokens for piece in heard) + _USUAL_TOKENS)


def _level_db(power: Sequence[float]) -> float:
    return 10 * float(np.log10(np.median(power) + 1e-12)) if power else -120.0
