"""How a message was said: shown to the rep, never scored."""

from collections.abc import Sequence
from itertools import pairwise

from trainer.core.disfluency import fillers
from trainer.core.hearing import Hearing
from trainer.core.phone_number import Said
from trainer.core.scorecard import Delivery, SpokenNumber
from trainer.core.spoken import spoken_words
from trainer.core.timeline import Span
from trainer.core.transcript import Transcript

LONG_PAUSE_S = 1.0
"""Silences longer than this are shown."""
_SNAP_S = 0.35
"""Word times are estimates: an edge of a number this close to an edge of voice is moved there."""


def deliver(hearing: Hearing) -> Delivery:
    """The delivery of a message; fields are None where times are not known."""
    transcript = hearing.transcript
    seconds = transcript.last_word_s if transcript.words or transcript.speech else None
    speech_s = sum(span.seconds for span in transcript.speech) if transcript.speech else None
    pauses = _pauses(transcript)
    return Delivery(
        seconds=seconds,
        speech_seconds=speech_s,
        words_per_minute=_words_per_minute(_words(hearing), speech_s or (seconds if hearing.typed else None)),
        longest_pause_s=max((pause.seconds for pause in pauses), default=0.0) if transcript.speech else None,
        pauses=tuple(pause for pause in pauses if pause.seconds > LONG_PAUSE_S),
        fillers=tuple(hearing.quote(each.first_word, each.last_word) for each in fillers(hearing.tokens)),
        numbers=tuple(_spoken(hearing, number) for number in hearing.numbers),
        trailing_silence_s=_trailing_silence(transcript, seconds),
    )


def _words(hearing: Hearing) -> int:
    """How many words were spoken, however they were written down."""
    tokens = hearing.tokens
    in_number = {
        word
        for number in hearing.numbers
        for word in range(tokens[number.first].first_word, tokens[number.last].last_word + 1)
    }
    return sum(
        spoken_words(word.text, digit_by_digit=index in in_number)
        for index, word in enumerate(hearing.transcript.words)
    )


def _words_per_minute(words: int, seconds: float | None) -> float | None:
    return 60 * words / seconds if seconds and seconds > 0 else None


def _trailing_silence(transcript: Transcript, seconds: float | None) -> float | None:
    if transcript.seconds is None or seconds is None or not transcript.speech:
        return None
    return max(0.0, transcript.seconds - seconds)


def _pauses(transcript: Transcript) -> list[Span]:
    return [Span(before.end_s, after.start_s) for before, after in pairwise(transcript.speech)]


def _spoken(hearing: Hearing, number: Said) -> SpokenNumber:
    first_word = hearing.tokens[number.first].first_word
    last_word = hearing.tokens[number.last].last_word
    span = hearing.span(first_word, last_word)
    if span is not None:
        span = _on_voice(span, hearing.transcript.speech)
    return SpokenNumber(
        digits=number.digits,
        e164=number.e164,
        first_word=first_word,
        last_word=last_word,
        span=span,
        longest_pause_s=_longest_pause_s(hearing.transcript, first_word, last_word, span),
    )


def _on_voice(span: Span, speech: Sequence[Span]) -> Span:
    """The span with its edges moved to edges of voice nearby, which are exact."""
    starts = [each.start_s for each in speech if abs(each.start_s - span.start_s) <= _SNAP_S]
    ends = [each.end_s for each in speech if abs(each.end_s - span.end_s) <= _SNAP_S]
    start = min(starts, key=lambda second: abs(second - span.start_s), default=span.start_s)
    end = min(ends, key=lambda second: abs(second - span.end_s), default=span.end_s)
    return Span(start, end) if end > start else span


def _longest_pause_s(transcript: Transcript, first_word: int, last_word: int, span: Span | None) -> float | None:
    """The longest silence inside a number: between voiced spans, or between words where voice is not known."""
    if span is None:
        return None
    if transcript.speech:
        gaps = [pause for pause in _pauses(transcript) if pause.start_s > span.start_s and pause.end_s < span.end_s]
    else:
        spans = [word.span for word in transcript.words[first_word : last_word + 1] if word.span]
        gaps = [Span(before.end_s, after.start_s) for before, after in pairwise(spans)]
    return max((gap.seconds for gap in gaps), default=0.0)
