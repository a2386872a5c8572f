"""When words were said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.audio.clip import Clip, Samples
from trainer.core.timeline import Span
from trainer.speech.moonshine import MoonshineTranscriber
from trainer.speech.transcriber import transcribe
from trainer.speech.word_times import timed_words

from .conftest import SENTENCE, Speak

lengths = st.lists(st.floats(0.03, 8.0), min_size=2, max_size=24)
texts = st.lists(st.text(min_size=1, max_size=14), max_size=40).map(" ".join)


def stretches_of(seconds: list[float]) -> tuple[Span, ...]:
    """Voice and silence in turn."""
    edges = np.cumsum(seconds).tolist()
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


@given(texts, lengths)
def test_times_run_forward_inside_the_voice(text: str, seconds: list[float]) -> None:
    """Every token keeps its text and gets a span that starts after the one before and lies where somebody spoke."""
    voiced = stretches_of(seconds)
    words = timed_words(text, voiced)
    assert [word.text for word in words] == text.split()
    edges = [moment for word in words if word.span for moment in (word.span.start_s, word.span.end_s)]
    assert len(edges) == 2 * len(words)
    assert edges == sorted(edges)
    assert all(voiced[0].start_s <= moment <= voiced[-1].end_s + 1e-9 for moment in edges)


def test_a_sentence_ends_where_the_voice_pauses() -> None:
    """Punctuation and spoken length decide which words lie before a pause."""
    words = timed_words("Hello Dana. This is Tom from Brightwater.", (Span(0.0, 0.8), Span(1.5, 3.2)))
    assert words[1].span is not None
    assert words[1].span.end_s == pytest.approx(0.8)
    assert words[2].span is not None
    assert words[2].span.start_s == pytest.approx(1.5)


def test_a_number_in_digits_takes_as_long_as_its_words() -> None:
    """The pace of a number is not spoiled by the way the recogniser writes it."""
    stretch = (Span(0.0, 4.0),)
    digits = timed_words("613-555-0142 thanks", stretch)[0].span
    words = timed_words("six one three five five five zero one four two thanks", stretch)[9].span
    assert digits is not None
    assert words is not None
    assert digits.end_s == pytest.approx(words.end_s)


@pytest.mark.engine
@pytest.mark.voice
def test_words_are_found_where_they_were_spoken(recogniser: MoonshineTranscriber, speak: Speak) -> None:
    """Sentences joined with known silences start and end within a fifth of a second of the truth."""
    rate_hz = 22_050
    parts: list[Samples] = []
    truth: list[Span] = []
    at = 0.0
    for text, pause_s in ((SENTENCE, 0.5), ("We are looking for a new office.", 0.9)):
        spoken = voiced_part(speak(text))
        parts += [np.zeros(round(pause_s * rate_hz), np.float32), spoken]
        truth.append(Span(at + pause_s, at + pause_s + len(spoken) / rate_hz))
        at = truth[-1].end_s
    transcript = transcribe(recogniser, Clip(np.concatenate(parts), rate_hz))
    spans = {word.text.strip(".,").lower(): word.span for word in transcript.words}
    for word, moment, edge in (
        ("would", truth[0].start_s + 0.1, "start_s"),
        ("insurance", truth[0].end_s, "end_s"),
        ("we", truth[1].start_s, "start_s"),
    ):
        assert getattr(spans[word], edge) == pytest.approx(moment, abs=0.2), word


def voiced_part(clip: Clip) -> Samples:
    """The clip without the silence around it."""
    loud = np.flatnonzero(np.abs(clip.samples) > 0.01)
    return clip.samples[loud[0] : loud[-1] + 1]
