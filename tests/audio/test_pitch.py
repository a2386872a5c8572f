"""Pitch: known melodies come back as they were, and what has none gets none."""

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.audio.phone_band import law_of, through_phone
from trainer.audio.sound_meter import TOO_LITTLE_VOICE, TOO_NOISY, measure
from trainer.core.sound import Sound
from trainer.core.timeline import Span

RATE_HZ = 16_000
SECONDS = 4.0
SPEECH = (Span(0.5, SECONDS - 0.5),)


def voice(hertz: Samples) -> Samples:
    """A buzz with the overtones of a voice that follows this pitch (one value a sample), silent at both ends."""
    phase = 2 * np.pi * np.cumsum(hertz) / RATE_HZ
    sound = sum(np.cos(overtone * phase) / overtone for overtone in range(1, 12))
    time_s = np.arange(len(hertz)) / RATE_HZ
    return np.asarray(0.1 * sound * ((time_s > SPEECH[0].start_s) & (time_s < SPEECH[0].end_s)), np.float32)


def glide(median_hz: float, semitones: float) -> Samples:
    """A pitch that goes from this far below a median evenly to as far above."""
    steps = np.linspace(-semitones / 2, semitones / 2, round(3.0 * RATE_HZ))
    half = round(0.5 * RATE_HZ)
    return np.asarray(median_hz * 2 ** (np.pad(steps, half, mode="edge") / 12), np.float32)


def heard(samples: Samples) -> Sound:
    """What is measured of it."""
    return measure(Clip(samples, RATE_HZ), SPEECH)


@pytest.mark.parametrize("median_hz", [85.0, 120.0, 200.0, 280.0])
@pytest.mark.parametrize("semitones", [0.0, 5.0, 10.0])
def test_a_glide_has_its_range(median_hz: float, semitones: float) -> None:
    """From the 10th to the 90th percentile an even glide covers four fifths of its way."""
    pitch = heard(voice(glide(median_hz, semitones))).pitch
    assert pitch is not None
    assert pitch.median_hz == pytest.approx(median_hz, rel=0.01)
    assert pitch.range_semitones == pytest.approx(0.8 * semitones, abs=0.3)


def test_the_contour_follows_the_voice() -> None:
    """Its values stand at their time, in semitones from the median; there is none where nobody speaks."""
    pitch = heard(voice(glide(150.0, 8.0))).pitch
    assert pitch is not None
    assert len(pitch.contour) * pitch.step_s == pytest.approx(SECONDS, abs=0.15)
    for place, value in enumerate(pitch.contour):
        middle_s = (place + 0.5) * pitch.step_s
        if 0.7 < middle_s < 3.3:
            assert value == pytest.approx(8.0 * (middle_s - 2.0) / 3.0, abs=0.3)
        elif not 0.4 < middle_s < 3.6:
            assert value is None


def test_noise_and_silence_have_no_pitch() -> None:
    """A whisper has no melody, and neither has an empty line."""
    noise = 0.1 * np.random.default_rng(2).normal(size=round(SECONDS * RATE_HZ))
    quiet_ends = noise * (voice(glide(150.0, 0.0)) != 0)
    for samples in (quiet_ends.astype(np.float32), np.zeros(round(SECONDS * RATE_HZ), np.float32)):
        sound = heard(samples)
        assert sound.pitch is None
        assert sound.no_pitch in (TOO_LITTLE_VOICE, TOO_NOISY)
    assert measure(Clip(np.zeros(0, np.float32), RATE_HZ), ()).no_pitch == TOO_LITTLE_VOICE


@pytest.mark.parametrize(("snr_db", "is_measured"), [(30.0, True), (10.0, False), (0.0, False)])
def test_a_noisy_recording_gets_none(snr_db: float, is_measured: bool) -> None:
    """What is measured under noise is the noise's; saying so is better than a figure."""
    samples = voice(glide(150.0, 8.0))
    noise = np.random.default_rng(3).normal(size=len(samples)) * np.std(samples) * 10 ** (-snr_db / 20)
    sound = heard((samples + noise).astype(np.float32))
    assert (sound.pitch is not None) is is_measured
    assert sound.no_pitch == ("" if is_measured else TOO_NOISY)


def test_the_telephone_keeps_the_melody() -> None:
    """The band has no fundamental; the overtones tell it all the same."""
    clip = Clip(voice(glide(120.0, 8.0)), RATE_HZ)
    plain, phone = measure(clip, SPEECH).pitch, measure(through_phone(clip, law_of("us")), SPEECH).pitch
    assert plain is not None
    assert phone is not None
    assert phone.range_semitones == pytest.approx(plain.range_semitones, abs=0.5)
