"""Measuring while a message comes in: what is found depends on the sound alone."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.audio.sound_meter import SoundMeter, measure
from trainer.core.sound import Sound
from trainer.core.timeline import Span

MESSAGE = Path(__file__).parent.parent / "recordings" / "clear-message.ogg"


@pytest.fixture(scope="module")
def message() -> Clip:
    """A message as people leave it."""
    return read_clip(MESSAGE)


@pytest.fixture(scope="module")
def speech(message: Clip) -> tuple[Span, ...]:
    """Where somebody speaks in it, roughly."""
    return (Span(0.3, message.seconds - 0.3),)


@pytest.fixture(scope="module")
def sound(message: Clip, speech: tuple[Span, ...]) -> Sound:
    """What is measured of it at once."""
    return measure(message, speech)


def test_a_clear_message_is_fine(sound: Sound) -> None:
    """Loud enough, not clipped, and with a melody of a person's size."""
    assert sound.level == "fine"
    assert sound.clipped == ()
    assert sound.pitch is not None
    assert 70 < sound.pitch.median_hz < 300
    assert 2 < sound.pitch.range_semitones < 15


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(st.integers(0, 90_000), max_size=12))
def test_blocks_do_not_change_what_is_found(
    blocks: list[int], message: Clip, speech: tuple[Span, ...], sound: Sound
) -> None:
    """A call that brings blocks of any size and a file read at once give the same figures."""
    meter = SoundMeter(message.rate_hz)
    start = 0
    for block in (*blocks, message.frames):
        meter.feed(message.samples[start : start + block])
        start += block
    assert meter.finish(speech) == sound


def test_broken_samples_count_as_silence(message: Clip, speech: tuple[Span, ...], sound: Sound) -> None:
    """A driver that delivers a few NaN or infinities spoils no figure."""
    samples = message.samples.copy()
    samples[10_000::50_000] = np.nan
    samples[20_000::50_000] = np.inf
    found = measure(Clip(samples, message.rate_hz), speech)
    assert found.loudness_lufs == pytest.approx(sound.loudness_lufs, abs=0.2)
    assert found.clipped == ()


@pytest.mark.parametrize("frames", [0, 1, 100, 800, 5000])
@pytest.mark.parametrize("rate_hz", [4_000, 11_025, 48_000])
def test_hanging_up_at_the_beep_is_no_error(frames: int, rate_hz: int) -> None:
    """Next to nothing has next to no sound."""
    sound = measure(Clip(np.full(frames, 0.01, np.float32), rate_hz), (Span(0.0, 0.1),))
    assert sound.pitch is None
    assert sound.clipped_share == 0.0
