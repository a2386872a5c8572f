"""A greeting sounds like a telephone: measured, not believed."""

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.audio.phone_band import Law, g711, law_of, through_phone

RATE_HZ = 48000


def _sine(frequency_hz: float, rate_hz: int, amplitude: float = 0.3) -> Samples:
    return np.asarray(amplitude * np.sin(2 * np.pi * frequency_hz * np.arange(rate_hz) / rate_hz), np.float32)


def _gain_db(frequency_hz: float) -> float:
    heard = through_phone(Clip(_sine(frequency_hz, RATE_HZ), RATE_HZ), "mu").samples
    middle = heard[RATE_HZ // 4 : -RATE_HZ // 4]
    return float(20 * np.log10(np.sqrt(2 * np.mean(middle**2)) / 0.3 + 1e-9))


@pytest.mark.parametrize("frequency_hz", [400, 700, 1000, 2000, 3000, 3200])
def test_speech_passes(frequency_hz: float) -> None:
    """Between 300 and 3400 Hz nothing is lost."""
    assert _gain_db(frequency_hz) == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("frequency_hz", [50, 100, 180, 3700, 4500, 6000, 12000])
def test_the_rest_does_not(frequency_hz: float) -> None:
    """Hum and hiss outside the band are 30 dB down."""
    assert _gain_db(frequency_hz) < -30


@pytest.mark.parametrize("law", ["mu", "A"])
@pytest.mark.parametrize("level", [0.9, 0.3, 0.1, 0.03])
def test_codec_noise_is_that_of_g711(law: Law, level: float) -> None:
    """Over 30 dB of level the codec adds noise 35 to 40 dB below the signal, as ITU-T G.711 does."""
    clean = _sine(1004, 8000, level)
    noise = g711(clean, law) - clean
    snr_db = 10 * np.log10(np.mean(clean**2) / np.mean(noise**2))
    assert 35 < snr_db < 40


def test_a_law_knows_no_silence_and_mu_law_does() -> None:
    """The laws differ as in the standard: A-law has no zero, mu-law does; each has its own steps."""
    silence = np.zeros(8, np.float32)
    assert np.all(g711(silence, "mu") == 0)
    assert np.all(g711(silence, "A") != 0)
    ramp = np.linspace(-1, 1, 20001, dtype=np.float32)
    assert len(np.unique(g711(ramp, "mu"))) == 255
    assert len(np.unique(g711(ramp, "A"))) == 256


def test_a_second_trip_changes_nothing() -> None:
    """What came out of a codec passes through it unchanged."""
    once = g711(_sine(440, 8000), "mu")
    assert np.array_equal(g711(once, "mu"), once)


def test_too_loud_is_clipped() -> None:
    """Samples past full scale end at full scale, not anywhere in the codec's table."""
    loud = g711(np.array([4.0, -4.0, 1.0, -1.0], np.float32), "mu")
    assert loud[0] == loud[2] == pytest.approx(0.98, abs=0.01)
    assert loud[1] == loud[3] == pytest.approx(-0.98, abs=0.01)


@pytest.mark.parametrize("rate_hz", [8000, 16000, 22050, 44100, 48000])
@pytest.mark.parametrize("frames", [0, 1, 7, 22051])
def test_length_and_place_are_kept(rate_hz: int, frames: int) -> None:
    """The sound stays where it was: marks on the tape mean the same before and after."""
    samples = np.zeros(frames, np.float32)
    samples[frames // 2 : frames // 2 + 200] = 0.5
    heard = through_phone(Clip(samples, rate_hz), "A")
    assert (heard.frames, heard.rate_hz) == (frames, rate_hz)
    if frames > 1000:
        assert abs(int(np.argmax(np.abs(heard.samples))) - frames // 2 - 100) < 120


def test_networks() -> None:
    """North America and Japan speak mu-law, everybody else A-law."""
    assert [law_of(country) for country in ("us", "ca", "jp", "gb", "de", "in")] == ["mu", "mu", "mu", "A", "A", "A"]
