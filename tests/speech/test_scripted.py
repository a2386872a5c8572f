"""The recogniser that always hears the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import Cancelled
from trainer.speech.scripted import ScriptedTranscriber


@given(st.integers(0, 100_000), st.integers(0, 30))
def test_times_stay_inside_the_message(frames: int, count: int) -> None:
    """A script longer than the message comes faster, not later."""
    hearing = ScriptedTranscriber("word " * count).begin(8_000)
    hearing.feed(np.zeros(frames, np.float32))
    transcript = hearing.finish(lambda: False)
    assert len(transcript.words) == count
    edges = [moment for word in transcript.words if word.span for moment in (word.span.start_s, word.span.end_s)]
    assert all(0.0 <= moment <= frames / 8_000 + 1e-9 for moment in edges)
    assert edges == sorted(edges)


def test_voice_follows_the_level() -> None:
    """A drill with the scripted recogniser still notices silence."""
    hearing = ScriptedTranscriber("Hello there").begin(8_000)
    for level in (0.0, 0.1, 0.0):
        hearing.feed(np.full(8_000, level, np.float32))
    assert hearing.heard_s == 3.0
    assert hearing.voiced_until_s == 2.0
    assert hearing.finish(lambda: False).speech[0].start_s == 1.0


def test_it_can_be_cancelled() -> None:
    """As with a real recogniser."""
    hearing = ScriptedTranscriber("Hello there").begin(8_000)
    hearing.cancel()
    with pytest.raises(Cancelled):
        hearing.finish(lambda: False)
