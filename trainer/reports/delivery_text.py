"""Delivery in words: what the text report prints and the app shows."""

from collections.abc import Iterator

from trainer.core import places
from trainer.core.places import Place
from trainer.core.scorecard import Delivery, SpokenNumber
from trainer.core.sound import Level, Pitch, Sound
from trainer.core.transcript import Transcript

TRAILING_SILENCE_S = 2.0
"""Less silence after the last word is nothing to speak of."""

_LEVELS: dict[Level, str] = {
    "quiet": "quiet: come closer to the microphone or turn it up",
    "fine": "fine",
    "loud": "loud: move back from the microphone or turn it down",
}


def delivery_lines(delivery: Delivery, transcript: Transcript) -> Iterator[tuple[str, str]]:
    """What is known, each as its name and its text."""
    if delivery.seconds is not None:
        yield "length", f"{delivery.seconds:.1f} s from the beep to the last word"
    if delivery.trailing_silence_s is not None and delivery.trailing_silence_s >= TRAILING_SILENCE_S:
        yield "silence at end", f"{delivery.trailing_silence_s:.1f} s, not counted in the length"
    if delivery.words_per_minute is not None:
        yield "pace", f"{delivery.words_per_minute:.0f} words a minute while speaking"
    if delivery.longest_pause_s is not None:
        yield "longest pause", f"{delivery.longest_pause_s:.1f} s"
    for place in places.pauses(transcript, delivery):
        yield "pause", _pause(place)
    yield "fillers", f"at least {len(delivery.fillers)}"
    for place in places.fillers(transcript, delivery):
        yield "filler", _filler(place)
    for number in delivery.numbers:
        yield "number", _number(number)
    if delivery.sound is not None:
        yield from _sound_lines(delivery.sound)


def loudness_text(sound: Sound) -> str:
    """How loud it is, and what to do about it; empty where it is not known."""
    return f"{sound.loudness_lufs:.1f} LUFS, {_LEVELS[sound.level]}" if sound.level else ""


def pitch_text(pitch: Pitch) -> str:
    """How far the voice moves."""
    semitones = round(pitch.range_semitones)
    return f"{semitones} semitone{'' if semitones == 1 else 's'} between low and high"


def _sound_lines(sound: Sound) -> Iterator[tuple[str, str]]:
    if sound.level:
        yield "loudness", loudness_text(sound)
    yield "clipping", _clipping(sound)
    yield "pitch", pitch_text(sound.pitch) if sound.pitch else f"not measured: {sound.no_pitch}"


def _clipping(sound: Sound) -> str:
    if not sound.clipped:
        return "none"
    at = ", ".join(f"{span.start_s:.1f}" for span in sound.clipped)
    return f"{sound.clipped_share:.2%} of the sound is cut off at full scale, at {at} s: turn the microphone down"


def _pause(place: Place) -> str:
    at = f"{place.span.seconds:.1f} s at {place.span.start_s:.1f} s" if place.span else ""
    return f'{at}: "{place.before} ... {place.after}"'


def _filler(place: Place) -> str:
    at = f" at {place.span.start_s:.1f} s" if place.span else ""
    around = " ".join(part for part in (place.before, place.text, place.after) if part)
    return f'{place.text.strip(",.?!")}{at}: "{around}"'


def _number(number: SpokenNumber) -> str:
    pace = number.digits_per_second
    at = f" at {number.span.start_s:.1f} s" if number.span else ""
    return number.digits + at + (f", {pace:.1f} digits a second" if pace is not None else "")
