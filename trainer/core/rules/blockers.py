"""What fails a message whatever its points."""

from trainer.core.checklist import Blocker
from trainer.core.hearing import Hearing
from trainer.core.phone_number import closeness
from trainer.core.rules.finding import phrase_matches
from trainer.core.rules.numbers import quote_number, spoken_numbers
from trainer.core.scorecard import Tripped

_LEAST_VOICE_S = 1.0


def tripped(hearing: Hearing, blocker: Blocker, parts: tuple[tuple[str, str], ...]) -> Tripped | None:
    """The blocker if it applies to this message."""
    if blocker.id == "no_message":
        return _no_message(hearing)
    if blocker.id == "wrong_number":
        return _wrong_number(hearing)
    matches = phrase_matches(hearing, blocker, parts)
    if not matches:
        return None
    return Tripped("scam", "a sensible listener would take these words for a scam", hearing.evidence(matches[0]))


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
