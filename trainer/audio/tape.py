"""What the line plays: ring-back, greeting, beep, and then silence."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from trainer.audio.clip import Clip, Samples
from trainer.audio.level import active_rms, amplitude, peak
from trainer.audio.phone_band import law_of, through_phone
from trainer.audio.tones import beep_tone, ring, silence
from trainer.core.call import Mark
from trainer.core.country import Country
from trainer.core.scenario import Beep

GREETING_DBFS = -20.0
"""How loud a greeting is: the RMS of its active part."""

_PEAK_DBFS = -1.0
# A sound card's first moments are often swallowed or silent; a line is quiet before it rings, too.
_BEFORE_RINGING_S = 0.5
_LAST_PAUSE_S = 0.8
_PICK_UP_S = 0.3
_BEFORE_BEEP_S = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Tape:
    """Everything the rep hears, in one piece; silence follows its end."""

    samples: Samples
    rate_hz: int
    marks: Mapping[Mark, int]
    """Frame of each mark, in rising order: greeting, beep, message (= end of the beep = len(samples))."""


def make_tape(*, country: Country, rings: int, greeting: Clip | None, beep: Beep, rate_hz: int) -> Tape:
    """Put a call's sound together; without a greeting the beep follows the pick-up.

    Ring-back rings so often, the last pause cut short by the pick-up. The greeting passes through the country's
    telephone network and is made as loud as GREETING_DBFS.
    """
    before = [silence(_BEFORE_RINGING_S, rate_hz), *_ringing(country, rings, rate_hz), silence(_PICK_UP_S, rate_hz)]
    spoken = [_as_heard(greeting, country, rate_hz)] if greeting is not None else []
    tone = beep_tone(beep, rate_hz)
    samples = np.concatenate([*before, *spoken, silence(_BEFORE_BEEP_S, rate_hz), tone])
    return Tape(
        samples,
        rate_hz,
        {
            "greeting": sum(len(part) for part in before),
            "beep": len(samples) - len(tone),
            "message": len(samples),
        },
    )


def _ringing(country: Country, rings: int, rate_hz: int) -> list[Samples]:
    if rings < 1:
        return []
    return [ring(country, rate_hz)] * (rings - 1) + [ring(country, rate_hz, _LAST_PAUSE_S)]


def _as_heard(greeting: Clip, country: Country, rate_hz: int) -> Samples:
    """The greeting after the network, at the usual loudness, its peak below full scale."""
    heard = through_phone(_levelled(greeting), law_of(country)).resampled(rate_hz)
    return _levelled(heard).samples


def _levelled(clip: Clip) -> Clip:
    """The clip at GREETING_DBFS, or quieter where its peaks would clip; silence stays silence."""
    rms, highest = active_rms(clip), peak(clip.samples)
    if rms == 0.0:
        return clip
    gain = min(amplitude(GREETING_DBFS) / rms, amplitude(_PEAK_DBFS) / highest)
    return Clip(np.asarray(clip.samples * gain, dtype=np.float32), clip.rate_hz)
