"""What fails a message whatever its points."""

from collections.abc import Mapping
from types import MappingProxyType

from trainer.core.checklist import Blocker
from trainer.core.hearing import Hearing
from trainer.core.phone_number import closeness
from trainer.core.rules.finding import phrase_matches
from trainer.core.rules.numbers import quote_number, spoken_numbers
from trainer.core.scorecard import Evidence, Tripped
from trainer.core.sense import Meaning, Sense

_LEAST_VOICE_S = 1.0


def tripped(
    hearing: Hearing,
    blocker: Blocker,
    parts: tuple[tuple[str, str], ...],
    senses: Mapping[Meaning, Sense] = MappingProxyType({}),
) -> Tripped | None:
    """The blocker if it applies to this message."""
    if blocker.id == "no_message":
        return _no_message(hearing)
    if blocker.id == "wrong_number":
        return _wrong_number(hearing)
    words = _scam(hearing, blocker, parts, senses)
    return Tripped("scam", "a sensible listener would take these words for a scam", words) if words else None


def _scam(
    hearing: Hearing, blocker: Blocker, parts: tuple[tuple[str, str], ...], senses: Mapping[Meaning, Sense]
) -> Evidence | None:
    """The words of a scam: a phrase that the model of meaning does not rule out, or what it is sure of."""
    bounds = blocker.meaning
    sense = senses.get(bounds.of) if bounds else None
    matches = phrase_matches(hearing, blocker, parts)
    if matches and not (bounds and bounds.missed(sense)):
        return hearing.evidence(matches[0])
    return hearing.quote(sense.first_word, sense.last_word) if sense and bounds and bounds.met(sense) else None


def left_nothing(hearing: Hearing) -> bool:
    """Whether no message was left: no words, or less than a second of voice."""
    transcript = hearing.transcript
    voice_s = sum(span.seconds for span in transcript.speech)
    if transcript.speech and voice_s < _LEAST_VOICE_S:
        return True
    return not hearing.tokens and not (transcript.unclear and voice_s >= _LEAST_VOICE_S)


def _no_message(hearing: Hearing) -> Tripped | None:
    if not left_nothing(hearing):
        return None
    return Tripped("no_message", "no message was left: always leave a voicemail")


def _wrong_number(hearing: Hearing) -> Tripped | None:
    """Every number said differs from the one shown; one digit off in a recording may be misheard."""
    wanted = hearing.expected.number
    said = spoken_numbers(hearing)
    if wanted is None or not said:
        return None
    how = [closeness(each.digits, each.e164, wanted) for each in said]
    if "same" in how or ("near" in how and not hearing.typed):
        return None
    wrong = said[how.index("near")] if "near" in how else said[0]
    slip = ", one digit off" if "near" in how else ""
    reason = f"{wrong.digits} is not the number on the prospect's display, {wanted}{slip}"
    return Tripped("wrong_number", reason, quote_number(hearing, wrong))
