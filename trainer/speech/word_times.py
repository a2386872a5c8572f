"""When each word was said: the recogniser gives no times, so words are laid over the voiced stretches."""

from collections.abc import Sequence

from trainer.core.timeline import Span
from trainer.core.transcript import Word


def timed_words(text: str, voiced: Sequence[Span]) -> tuple[Word, ...]:
    """The words of a text, spread over the voiced stretches by their spoken length."""
    tokens = text.split()
    lengths = [spoken_length(token) for token in tokens]
    total_s = sum(span.seconds for span in voiced)
    unit_s = total_s / max(1.0, sum(lengths))
    words = []
    said = 0.0
    for token, length in zip(tokens, lengths, strict=True):
        span = Span(_moment(said, voiced), _moment(said + length * unit_s, voiced))
        words.append(Word(token, span))
        said += length * unit_s
    return tuple(words)


def spoken_length(token: str) -> float:
    """How long a token takes to say, in letters; a digit is a word of four."""
    return max(1.0, sum(4.0 if character.isdigit() else 1.0 for character in token if character.isalnum()))


def _moment(voice_s: float, voiced: Sequence[Span]) -> float:
    for span in voiced:
        if voice_s <= span.seconds:
            return span.start_s + voice_s
        voice_s -= span.seconds
    return voiced[-1].end_s if voiced else 0.0
