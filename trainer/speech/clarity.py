"""Whether a recording could be heard clearly at all, and if not, why."""

import numpy as np

from trainer.audio.clip import Samples

TOO_QUIET = "too quiet"
TOO_NOISY = "too much noise over the voice"
DISTORTED = "distorted: the level was too high"

_QUIET = 10 ** (-65 / 20)
_CLIPPED_AT = 0.985
_CLIPPED_SHARE = 0.1


class Clarity:
    """Keeps the level of voice and the share of clipped samples while a message comes in."""

    def __init__(self) -> None:
        self._samples = 0
        self._clipped = 0
        self._voiced_power: list[float] = []

    def note_clipping(self, samples: Samples) -> None:
        """Count samples at full scale, at the rate they were recorded."""
        self._samples += len(samples)
        self._clipped += int(np.count_nonzero(np.abs(samples) >= _CLIPPED_AT))

    def note_level(self, frame: Samples, voiced: bool) -> None:
        """Note the power of one frame of the voice detector."""
        if voiced:
            self._voiced_power.append(float(np.mean(np.square(frame))))

    def trouble(self, understood: bool) -> str | None:
        """Why the message could not be heard clearly, or None."""
        if not self._voiced_power:
            return None
        if self._clipped > self._samples * _CLIPPED_SHARE:
            return DISTORTED
        if np.sqrt(np.median(self._voiced_power)) < _QUIET:
            return TOO_QUIET
        return None if understood else TOO_NOISY
