"""The tones are those of the country's telephones, measured: by their spectrum, their envelope, and their steps."""

from typing import get_args

import numpy as np
import pytest

from trainer.audio.clip import Samples
from trainer.audio.level import amplitude, dbfs
from trainer.audio.tones import NETWORK_DBFS, Signal, beep_tone, pattern, tone
from trainer.core.country import Country
from trainer.core.scenario import Beep

RATE_HZ = 48000

TABLE: dict[Country, dict[Signal, str]] = {
    "us": {"ring-back": "440+480 2000/4000", "busy": "480+620 500/500", "reorder": "480+620 250/250"},
    "ca": {"ring-back": "440+480 2000/4000", "busy": "480+620 500/500", "reorder": "480+620 250/250"},
    "gb": {"ring-back": "400+450 400/200/400/2000", "busy": "400 375/375", "reorder": "400 400/350/225/525"},
    "de": {"ring-back": "425 1000/4000", "busy": "425 480/480", "reorder": "425 240/240"},
    "fr": {"ring-back": "440 1500/3500", "busy": "440 500/500", "reorder": "440 250/250"},
    "au": {"ring-back": "413+438 400/200/400/2000", "busy": "425 375/375", "reorder": "425 375/375"},
    "jp": {"ring-back": "380+420 1000/2000", "busy": "400 500/500", "reorder": "400 500/500"},
    "in": {"ring-back": "375+425 400/200/400/2000", "busy": "400 750/750", "reorder": "400 250/250"},
    "br": {"ring-back": "425 1000/4000", "busy": "425 250/250", "reorder": "425 250/250/750/250"},
}
"""The reference: Hz that sound together, then ms on/off."""

SIGNALS = [(country, signal) for country, signals in TABLE.items() for signal in signals]


def _spectrum_peaks_hz(samples: Samples, count: int) -> list[float]:
    """The strongest frequencies, each at least 10 Hz from the others."""
    padded = 1 << 19
    strength = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), padded))
    peaks: list[float] = []
    for index in np.argsort(strength)[::-1]:
        frequency_hz = float(index) * RATE_HZ / padded
        if all(abs(frequency_hz - known) > 10 for known in peaks):
            peaks.append(frequency_hz)
        if len(peaks) == count:
            break
    return sorted(peaks)


def _changes_ms(samples: Samples) -> list[float]:
    """When sound begins and ends: where the loudest within 3 ms crosses a tenth of the loudest of all.

    Two tones that beat are silent for a moment now and then; that is no pause.
    """
    window = round(0.003 * RATE_HZ)
    padded = np.pad(np.abs(samples), window // 2)
    loudest = np.lib.stride_tricks.sliding_window_view(padded, window).max(axis=1)
    sounding = np.concatenate([[False], loudest > 0.1 * np.abs(samples).max(), [False]])
    changes = [float(at) * 1000 / RATE_HZ for at in np.flatnonzero(np.diff(sounding.astype(int)))]
    pauses = [(end, start) for end, start in zip(changes[1:-1:2], changes[2::2], strict=True) if start - end > 10]
    return [changes[0], *(at for pause in pauses for at in pause), changes[-1]]


def _stretches(samples: Samples) -> list[Samples]:
    """Each sounding stretch between two pauses."""
    changes = [round(at * RATE_HZ / 1000) for at in _changes_ms(samples)]
    return [samples[start:end] for start, end in zip(changes[::2], changes[1::2], strict=True)]


@pytest.mark.parametrize(("country", "signal"), SIGNALS)
def test_frequencies_and_cadence_are_those_of_the_table(country: Country, signal: Signal) -> None:
    """Within 1 Hz and 5 ms, in every stretch that sounds."""
    frequencies, cadence = TABLE[country][signal].split()
    wanted_hz = [float(each) for each in frequencies.split("+")]
    wanted_ms = [float(each) for each in cadence.split("/")]
    samples = pattern(signal, country, RATE_HZ)
    assert len(samples) * 1000 / RATE_HZ == pytest.approx(sum(wanted_ms), abs=0.1)
    turns = [0.0, *np.cumsum(wanted_ms)[:-1]]
    assert _changes_ms(samples) == pytest.approx(turns, abs=5)
    for stretch in _stretches(samples):
        assert _spectrum_peaks_hz(stretch, len(wanted_hz)) == pytest.approx(wanted_hz, abs=1)


@pytest.mark.parametrize("country", get_args(Country))
def test_the_information_tones_rise(country: Country) -> None:
    """Three tones of 330 ms, 950, 1400 and 1800 Hz; Australia has one of its own."""
    samples = pattern("information", country, RATE_HZ)
    if country == "au":
        assert _spectrum_peaks_hz(samples[: round(2.5 * RATE_HZ)], 1) == pytest.approx([425], abs=1)
        assert _changes_ms(samples) == pytest.approx([0, 2500], abs=5)
        return
    gap_ms = 15 if country == "gb" else 0
    pause_ms = 1000 if country in {"gb", "de"} else 0
    assert len(samples) * 1000 / RATE_HZ == pytest.approx(990 + 2 * gap_ms + pause_ms, abs=0.1)
    for place, wanted_hz in enumerate((950, 1400, 1800)):
        start = round(place * (330 + gap_ms) * RATE_HZ / 1000)
        part = samples[start : start + round(0.33 * RATE_HZ)]
        assert _spectrum_peaks_hz(part, 1) == pytest.approx([wanted_hz], abs=1)
    assert _changes_ms(samples)[-1] == pytest.approx(990 + 2 * gap_ms, abs=5)


@pytest.mark.parametrize("country", get_args(Country))
@pytest.mark.parametrize("signal", get_args(Signal))
def test_no_signal_clicks(country: Country, signal: Signal) -> None:
    """No step is bigger than the steepest that its sines can make, at either end or between its sounds."""
    once = pattern(signal, country, RATE_HZ)
    twice = np.concatenate([[0.0], once, once, [0.0]])
    frequencies_hz = [1800.0] if signal == "information" else [880.0]
    if signal in TABLE[country]:
        frequencies_hz = [float(each) for each in TABLE[country][signal].split()[0].split("+")]
    peak = amplitude(NETWORK_DBFS) * np.sqrt(2 / len(frequencies_hz))
    steepest = sum(2 * np.pi * frequency_hz / RATE_HZ * peak for frequency_hz in frequencies_hz)
    assert np.abs(np.diff(twice)).max() <= steepest * (2 if signal == "phone" else 1)


def test_somebody_picks_up_in_the_pause() -> None:
    """The last ring is whole, only its pause is shorter: a call does not wait out four seconds of nothing."""
    assert len(pattern("ring-back", "us", RATE_HZ, 0.8)) == round(2.8 * RATE_HZ)
    assert len(pattern("ring-back", "gb", RATE_HZ, 5.0)) == round(3.0 * RATE_HZ)


@pytest.mark.parametrize(
    "beep", [Beep(), Beep(frequency_hz=640, seconds=1.0, level_dbfs=-16), Beep(frequency_hz=1400, seconds=0.2)]
)
def test_a_beep_measures_what_its_scenario_says(beep: Beep) -> None:
    """Frequency within 1 Hz, length within 5 ms, level within 0.5 dB."""
    samples = beep_tone(beep, RATE_HZ)
    assert len(samples) / RATE_HZ == pytest.approx(beep.seconds, abs=0.001)
    assert _changes_ms(samples) == pytest.approx([0, 1000 * beep.seconds], abs=5)
    assert _spectrum_peaks_hz(samples, 1) == pytest.approx([beep.frequency_hz], abs=1)
    steady = samples[RATE_HZ // 100 : -RATE_HZ // 100]
    assert dbfs(float(np.sqrt(np.mean(steady**2)))) == pytest.approx(beep.level_dbfs, abs=0.1)


@pytest.mark.parametrize("seconds", [0.0, 0.00002, 0.02, 0.3])
def test_tones_do_not_click(seconds: float) -> None:
    """A tone of any length starts from nothing and ends in nothing, and never jumps."""
    samples = tone((440.0, 480.0), seconds, -20.0, RATE_HZ)
    with_silence = np.concatenate([[0.0], samples, [0.0]])
    steepest = 2 * np.pi * 480 / RATE_HZ * 0.2  # of two sines at their peaks together
    assert np.abs(np.diff(with_silence)).max() <= steepest
