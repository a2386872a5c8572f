"""The tones of a telephone network by country, the beep of a mailbox, and the rep's own telephone.

Levels are RMS in dBFS; the peak of a single tone lies 3 dB above its RMS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from trainer.audio.clip import Samples
from trainer.audio.level import amplitude
from trainer.core.country import Country
from trainer.core.scenario import Beep
from trainer.core.timeline import frames_of

NETWORK_DBFS = -20.0
"""How loud the network's tones are, RMS."""

_RAMP_S = 0.005

Signal = Literal["ring-back", "busy", "reorder", "information", "phone"]
"""A tone with a pattern."""


@dataclass(frozen=True, slots=True)
class Burst:
    """One sound of a pattern: tones together, for so long, then a pause."""

    frequencies_hz: tuple[float, ...]
    on_ms: float
    off_ms: float = 0


Pattern = tuple[Burst, ...]
"""What repeats: a ring, a beat of the busy tone."""


def _beats(frequencies_hz: tuple[float, ...], *on_off_ms: float) -> Pattern:
    return tuple(
        Burst(frequencies_hz, on_ms, off_ms) for on_ms, off_ms in zip(on_off_ms[::2], on_off_ms[1::2], strict=True)
    )


def _rising(tone_ms: float = 330, gap_ms: float = 0, off_ms: float = 0) -> Pattern:
    """The three special information tones, 950, 1400 and 1800 Hz."""
    first, second, third = ((hz,) for hz in (950.0, 1400.0, 1800.0))
    return (Burst(first, tone_ms, gap_ms), Burst(second, tone_ms, gap_ms), Burst(third, tone_ms, off_ms))


RING_BACK: Mapping[Country, Pattern] = {
    "us": _beats((440, 480), 2000, 4000),
    "ca": _beats((440, 480), 2000, 4000),
    "gb": _beats((400, 450), 400, 200, 400, 2000),
    "de": _beats((425,), 1000, 4000),
    "fr": _beats((440,), 1500, 3500),
    "au": _beats((413, 438), 400, 200, 400, 2000),
    # 400 Hz modulated by 15 Hz and by 25 Hz: two tones beat alike.
    "jp": _beats((380, 420), 1000, 2000),
    "in": _beats((375, 425), 400, 200, 400, 2000),
    "br": _beats((425,), 1000, 4000),
}
"""What a caller hears while it rings."""

BUSY: Mapping[Country, Pattern] = {
    "us": _beats((480, 620), 500, 500),
    "ca": _beats((480, 620), 500, 500),
    "gb": _beats((400,), 375, 375),
    "de": _beats((425,), 480, 480),
    "fr": _beats((440,), 500, 500),
    "au": _beats((425,), 375, 375),
    "jp": _beats((400,), 500, 500),
    "in": _beats((400,), 750, 750),
    "br": _beats((425,), 250, 250),
}
"""They are on the telephone."""

REORDER: Mapping[Country, Pattern] = {
    "us": _beats((480, 620), 250, 250),
    "ca": _beats((480, 620), 250, 250),
    "gb": _beats((400,), 400, 350, 225, 525),
    "de": _beats((425,), 240, 240),
    "fr": _beats((440,), 250, 250),
    "au": _beats((425,), 375, 375),
    "jp": _beats((400,), 500, 500),
    "in": _beats((400,), 250, 250),
    "br": _beats((425,), 250, 250, 750, 250),
}
"""The call cannot be put through: no line is free."""

INFORMATION: Mapping[Country, Pattern] = {
    "us": _rising(),
    "ca": _rising(),
    "gb": _rising(gap_ms=15, off_ms=1000),
    "de": _rising(off_ms=1000),
    "fr": _rising(),
    "au": _beats((425,), 2500, 500),
    "jp": _rising(),
    "in": _rising(),
    "br": _rising(),
}
"""Something about the number is told next: that it is not in service, for example."""

_PHONE: Pattern = _beats((659.3, 830.6), 180, 60, 180, 60, 180, 1340)
"""The rep's own telephone: three short notes, then a pause."""


def patterns(signal: Signal, country: Country) -> Pattern:
    """What repeats in a signal of a country's network."""
    if signal == "phone":
        return _PHONE
    return {"ring-back": RING_BACK, "busy": BUSY, "reorder": REORDER, "information": INFORMATION}[signal][country]


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


def pattern(signal: Signal, country: Country, rate_hz: int, longest_pause_s: float = float("inf")) -> Samples:
    """A signal's pattern once; its last pause is cut to longest_pause_s, as when somebody picks up."""
    bursts = patterns(signal, country)
    parts: list[Samples] = []
    for burst in bursts:
        parts.append(tone(burst.frequencies_hz, burst.on_ms / 1000, NETWORK_DBFS, rate_hz))
        pause_s = burst.off_ms / 1000
        parts.append(silence(min(pause_s, longest_pause_s) if burst is bursts[-1] else pause_s, rate_hz))
    return np.concatenate(parts)
