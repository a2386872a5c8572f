"""The tones of a telephone network: ring-back by country, and the beep of a mailbox.

Levels are RMS in dBFS; the peak of a single tone lies 3 dB above its RMS.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from trainer.audio.clip import Samples
from trainer.audio.level import amplitude
from trainer.core.country import Country
from trainer.core.scenario import Beep
from trainer.core.timeline import frames_of

RING_BACK_DBFS = -20.0
"""How loud ring-back is, RMS."""

_RAMP_S = 0.005


@dataclass(frozen=True, slots=True)
class Cadence:
    """Frequencies that sound together, and how long they sound and pause, in turns."""

    frequencies_hz: tuple[float, ...]
    on_off_ms: tuple[int, ...]
    """Sound, pause, sound, pause ... of one ring."""


RING_BACK: Mapping[Country, Cadence] = {
    "us": Cadence((440, 480), (2000, 4000)),
    "ca": Cadence((440, 480), (2000, 4000)),
    "gb": Cadence((400, 450), (400, 200, 400, 2000)),
    "de": Cadence((425,), (1000, 4000)),
    "fr": Cadence((440,), (1500, 3500)),
    "au": Cadence((413, 438), (400, 200, 400, 2000)),
    # 400 Hz modulated by 15 Hz and by 25 Hz: two tones beat alike.
    "jp": Cadence((380, 420), (1000, 2000)),
    "in": Cadence((375, 425), (400, 200, 400, 2000)),
    "br": Cadence((425,), (1000, 4000)),
}
"""What a caller hears while it rings, by country (ITU-T E.180 lists them)."""


def silence(seconds: float, rate_hz: int) -> Samples:
    """Nothing, for so long."""
    return np.zeros(frames_of(seconds, rate_hz), dtype=np.float32)


def tone(frequencies_hz: tuple[float, ...], seconds: float, level_dbfs: float, rate_hz: int) -> Samples:
    """Sines that sound together at this RMS level, with 5 ms raised-cosine ends so that nothing clicks."""
    time_s = np.arange(frames_of(seconds, rate_hz)) / rate_hz
    sines = sum(np.sin(2 * np.pi * frequency_hz * time_s) for frequency_hz in frequencies_hz)
    # Sines of different frequency add up in power: n of them have an RMS of sqrt(n / 2).
    scale = amplitude(level_dbfs) / np.sqrt(len(frequencies_hz) / 2)
    return np.asarray(sines * scale * _ramps(len(time_s), rate_hz), dtype=np.float32)


def _ramps(frames: int, rate_hz: int) -> Samples:
    """Gain that rises at the start and falls at the end of so many frames."""
    gain = np.ones(frames, dtype=np.float32)
    ramp = min(frames_of(_RAMP_S, rate_hz), frames // 2)
    rise = 0.5 - 0.5 * np.cos(np.pi * np.arange(ramp) / max(1, ramp))
    gain[:ramp] = rise
    gain[frames - ramp :] = rise[::-1]
    return gain


def beep_tone(beep: Beep, rate_hz: int) -> Samples:
    """The mailbox's beep; its level is RMS."""
    return tone((beep.frequency_hz,), beep.seconds, beep.level_dbfs, rate_hz)


def ring(country: Country, rate_hz: int, longest_pause_s: float = float("inf")) -> Samples:
    """One ring as the caller hears it; its last pause is cut to longest_pause_s, as when somebody picks up."""
    cadence = RING_BACK[country]
    lengths_s = [length_ms / 1000 for length_ms in cadence.on_off_ms]
    lengths_s[-1] = min(lengths_s[-1], longest_pause_s)
    parts = [
        silence(length_s, rate_hz) if index % 2 else tone(cadence.frequencies_hz, length_s, RING_BACK_DBFS, rate_hz)
        for index, length_s in enumerate(lengths_s)
    ]
    return np.concatenate(parts)
