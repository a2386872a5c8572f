"""Measuring the sound of a message while it is spoken, so that nothing is left to do when it ends."""

from collections.abc import Sequence

import numpy as np
import soxr
from numpy.typing import NDArray

from trainer.audio import clipping, loudness, pitch
from trainer.audio.clip import Clip, Samples
from trainer.core.sound import Sound
from trainer.core.timeline import Span

TOO_NOISY = "too noisy"
TOO_LITTLE_VOICE = "too little voice"

_STRETCH_STEPS = 10
_CLEAR_OF_NOISE_DB = 15.0
"""With less between voice and background, the melody measured is not the voice's any more (bench/sound.py)."""
_BACKGROUND_FRAMES = 15
_NEXT_TO_NOTHING = 1e-12


class SoundMeter:
    """One recording: feed it as it comes, ask once it is over. What it finds depends on the sound alone."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frames = 0
        self._waiting: Samples = np.zeros(0, np.float32)
        self._lead: Samples = np.zeros(round(loudness.LEAD_S * rate_hz), np.float32)
        self._stretch = _STRETCH_STEPS * round(loudness.STEP_S * rate_hz)
        self._powers: list[NDArray[np.float64]] = []
        self._tops: list[NDArray[np.intp]] = []
        self._narrow = soxr.ResampleStream(rate_hz, pitch.RATE_HZ, 1, dtype="float32")
        self._narrow_waiting: Samples = np.zeros(0, np.float32)
        self._pitches: list[NDArray[np.float64]] = []
        self._levels: list[NDArray[np.float64]] = []

    def feed(self, samples: Samples) -> None:
        """Take the next samples; what is not a number counts as silence. A second of sound costs about 5 ms."""
        clean = np.nan_to_num(samples, posinf=0.0, neginf=0.0)
        self._waiting = np.concatenate((self._waiting, clean))
        while len(self._waiting) >= self._stretch:
            self._measure(self._waiting[: self._stretch])
            self._waiting = self._waiting[self._stretch :]

    def finish(self, speech: Sequence[Span]) -> Sound:
        """What was measured; speech is where somebody spoke."""
        self._measure(self._waiting, last=True)
        self._waiting = self._waiting[:0]
        tops = np.concatenate(self._tops)
        found, no_pitch = None, TOO_NOISY
        if self._clear(speech):
            found, no_pitch = pitch.melody(np.concatenate(self._pitches), speech), ""
        return Sound(
            loudness_lufs=_rounded(loudness.integrated_lufs(np.concatenate(self._powers).tolist())),
            clipped_share=clipping.clipped_samples(tops) / max(1, self._frames),
            clipped=clipping.places_of(tops, self._rate_hz),
            pitch=found,
            no_pitch=no_pitch if found or no_pitch else TOO_LITTLE_VOICE,
        )

    def _measure(self, stretch: Samples, *, last: bool = False) -> None:
        before = self._frames - (clipping.RUN - 1)
        tail = self._lead[-(clipping.RUN - 1) :]
        self._tops.append(clipping.flat_tops(np.concatenate((tail, stretch))) + before)
        self._powers.append(loudness.step_powers(self._lead, stretch, self._rate_hz))
        self._lead = np.concatenate((self._lead, stretch))[-len(self._lead) :]
        self._frames += len(stretch)
        self._measure_voice(self._narrow.resample_chunk(stretch, last=last))

    def _measure_voice(self, narrow: Samples) -> None:
        sound = np.concatenate((self._narrow_waiting, narrow))
        found = pitch.pitches(sound)
        frames = sound[: len(found) * pitch.HOP].reshape(-1, pitch.HOP)
        self._pitches.append(found)
        self._levels.append(10 * np.log10(np.mean(np.square(frames), axis=1, dtype=np.float64) + _NEXT_TO_NOTHING))
        self._narrow_waiting = sound[len(found) * pitch.HOP :]

    def _clear(self, speech: Sequence[Span]) -> bool:
        """Whether the voice stands clear of the background."""
        levels = np.concatenate(self._levels)
        spoken = pitch.within(len(levels), speech)
        if not spoken.any():
            return True
        background = levels[~spoken]
        if len(background) < _BACKGROUND_FRAMES:
            background = np.sort(levels)[:_BACKGROUND_FRAMES]
        return float(np.median(levels[spoken]) - np.median(background)) >= _CLEAR_OF_NOISE_DB


def measure(clip: Clip, speech: Sequence[Span]) -> Sound:
    """The sound of a finished recording, through the same path as a live one."""
    meter = SoundMeter(clip.rate_hz)
    meter.feed(clip.samples)
    return meter.finish(speech)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
