"""The tape of a whole call: everything that any of its steps may sound, made before it is dialed."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trainer.audio.clip import Clip, Samples
from trainer.audio.level import active_rms, amplitude, peak
from trainer.audio.phone_band import law_of, on_the_line
from trainer.audio.tape import Mark, Tape
from trainer.audio.tones import beep_tone, pattern, silence
from trainer.core.caption import as_marker, pieces
from trainer.core.country import Country
from trainer.core.mailbox_steps import BEEP, HANG_UP, MESSAGE
from trainer.core.scenario import Step
from trainer.core.script import OPEN, Script, is_open
from trainer.core.timeline import frames_of

GREETING_DBFS = -20.0
"""How loud words are: the RMS of their active part."""

Speak = Callable[[Step, str | None], Clip | None]
"""The sound of a step's words, or of its whole recording if no words are given; None if there is no way to it."""

_PEAK_DBFS = -1.0
_BEFORE_FIRST_S = 0.005
# A call picked up in the pause of a ring does not wait out four seconds of nothing.
_LAST_PAUSE_S = 0.8
_PICK_UP_S = 0.3
_PAUSE_S = 0.6
_BEFORE_BEEP_S = 0.4
_AFTER_WORDS_S = 0.15

_USUAL_TIMES = {"ring-back": 2, "busy": 8, "reorder": 12, "information": 1, "beep": 1, "phone": 4}


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that still have to pass through the network; how many frames they will take is known."""

    clip: Clip
    frames: int


def make_call_tape(script: Script, country: Country, speak: Speak, rate_hz: int) -> Tape:
    """Lay out every place of a call; words that cannot be spoken are left out, and the call goes on without them."""
    tape, fill = lay_out_call_tape(script, country, speak, rate_hz)
    fill()
    return tape


def lay_out_call_tape(script: Script, country: Country, speak: Speak, rate_hz: int) -> tuple[Tape, Callable[[], None]]:
    """A tape with every tone in place, and what puts the words in: there is time for that while it rings."""
    sound = _Sound(script, country, speak, rate_hz)
    parts: list[tuple[int, Samples | _Words]] = []
    marks: dict[Mark, int] = {}
    frames = frames_of(_BEFORE_FIRST_S, rate_hz)
    for place in script.places():
        marks[place] = frames
        if place != HANG_UP and not is_open(place):
            for part in sound.of(script.step(place)):
                parts.append((frames, part))
                frames += part.frames if isinstance(part, _Words) else len(part)
    samples: Samples = np.zeros(frames, np.float32)
    for start, part in parts:
        if not isinstance(part, _Words):
            samples[start : start + len(part)] = part

    def fill() -> None:
        for start, part in parts:
            if isinstance(part, _Words):
                heard = _as_heard(part.clip, country, rate_hz)[: part.frames]
                samples[start : start + len(heard)] = heard

    listens = frozenset(place for place in marks if is_open(place) and script.step(place).listens_s)
    follows = {place: script.follows(place) for place in marks}
    return Tape(samples, rate_hz, marks, follows, listens, listens & {MESSAGE + OPEN}), fill


class _Sound:
    """Turns steps into sound."""

    def __init__(self, script: Script, country: Country, speak: Speak, rate_hz: int) -> None:
        self._script = script
        self._country: Country = country
        self._speak = speak
        self._rate_hz = rate_hz

    def of(self, step: Step) -> list[Samples | _Words]:
        """What a step plays, then what it says."""
        return [*self._tone(step), *self._words(step)]

    def _tone(self, step: Step) -> list[Samples]:
        if step.plays is None:
            return []
        if step.plays == "beep":
            return [beep_tone(self._script.mailbox.beep, self._rate_hz)] * (step.times or 1)
        times = _USUAL_TIMES[step.plays] if step.times is None else step.times
        once = pattern(step.plays, self._country, self._rate_hz)
        if step.plays != "ring-back":
            return [once] * times
        last = pattern(step.plays, self._country, self._rate_hz, _LAST_PAUSE_S)
        return [*([once] * times)[:-1], *[last][:times], silence(_PICK_UP_S, self._rate_hz)]

    def _words(self, step: Step) -> list[Samples | _Words]:
        said = [self._spoken(step, None)] if step.file else [self._piece(step, piece) for piece in pieces(step.says)]
        if not said:
            return []
        pause_s = _BEFORE_BEEP_S if step.then == BEEP else _AFTER_WORDS_S
        return [*said, silence(pause_s, self._rate_hz)]

    def _piece(self, step: Step, piece: str) -> Samples | _Words:
        match as_marker(piece):
            case "[beep]":
                return beep_tone(self._script.mailbox.beep, self._rate_hz)
            case "[pause]":
                return silence(_PAUSE_S, self._rate_hz)
        return self._spoken(step, piece)

    def _spoken(self, step: Step, words: str | None) -> Samples | _Words:
        clip = self._speak(step, words)
        if clip is None:
            return silence(0.0, self._rate_hz)
        return _Words(clip, frames_of(clip.seconds, self._rate_hz))


def _as_heard(spoken: Clip, country: Country, rate_hz: int) -> Samples:
    """Words after the network, at the usual loudness, their peak below full scale."""
    heard = _levelled(on_the_line(_levelled(spoken), law_of(country))).resampled(rate_hz).samples
    # Between two samples of 8 kHz there may be a higher one.
    return heard * np.float32(min(1.0, amplitude(_PEAK_DBFS) / max(peak(heard), 1e-9)))


def _levelled(clip: Clip) -> Clip:
    """The clip at GREETING_DBFS, or quieter where its peaks would clip; silence stays silence."""
    rms, highest = active_rms(clip), peak(clip.samples)
    if rms == 0.0:
        return clip
    gain = min(amplitude(GREETING_DBFS) / rms, amplitude(_PEAK_DBFS) / highest)
    return Clip(np.asarray(clip.samples * gain, dtype=np.float32), clip.rate_hz)
