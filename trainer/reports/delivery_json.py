"""Delivery as JSON: a part of schema 1."""

from typing import Any

from trainer.core import places
from trainer.core.places import Place
from trainer.core.scorecard import Delivery, SpokenNumber
from trainer.core.sound import Pitch, Sound
from trainer.core.timeline import Span
from trainer.core.transcript import Transcript

Json = dict[str, Any]


def delivery_json(delivery: Delivery, transcript: Transcript) -> Json:
    """How a message was said, with the places of its pauses and fillers."""
    return {
        "seconds": rounded(delivery.seconds),
        "speech_seconds": rounded(delivery.speech_seconds),
        "words_per_minute": rounded(delivery.words_per_minute, 0),
        "longest_pause_s": rounded(delivery.longest_pause_s),
        "pauses": [_place(place) for place in places.pauses(transcript, delivery)],
        "fillers_at_least": len(delivery.fillers),
        "fillers": [{"text": place.text} | _place(place) for place in places.fillers(transcript, delivery)],
        "trailing_silence_s": rounded(delivery.trailing_silence_s),
        "numbers": [_number(number) for number in delivery.numbers],
        "sound": _sound(delivery.sound) if delivery.sound else None,
    }


def times(span: Span | None) -> Json:
    """A span as two fields, in seconds."""
    if span is None:
        return {"start_s": None, "end_s": None}
    return {"start_s": round(span.start_s, 2), "end_s": round(span.end_s, 2)}


def rounded(value: float | None, digits: int = 2) -> float | None:
    """A figure as it is printed."""
    return None if value is None else round(value, digits)


def _place(place: Place) -> Json:
    return {**times(place.span), "before": place.before, "after": place.after}


def _number(number: SpokenNumber) -> Json:
    return {
        "digits": number.digits,
        **times(number.span),
        "digits_per_second": rounded(number.digits_per_second),
        "longest_pause_s": rounded(number.longest_pause_s),
    }


def _sound(sound: Sound) -> Json:
    return {
        "loudness_lufs": sound.loudness_lufs,
        "level": sound.level,
        "clipped_share": round(sound.clipped_share, 5),
        "clipped": [times(span) for span in sound.clipped],
        "pitch": _pitch(sound.pitch) if sound.pitch else None,
        "no_pitch": sound.no_pitch,
    }


def _pitch(pitch: Pitch) -> Json:
    return {
        "median_hz": pitch.median_hz,
        "range_semitones": pitch.range_semitones,
        "step_s": pitch.step_s,
        "contour_semitones": list(pitch.contour),
    }
