"""The callback number: said, said twice, said at writing speed."""

from trainer.core.delivery import deliver
from trainer.core.hearing import Hearing
from trainer.core.phone_number import closeness
from trainer.core.rules.finding import Case, Finding
from trainer.core.scorecard import Evidence, SpokenNumber

_DIGITS_PER_SECOND = 2.0
_PAUSE_S = 0.3
"""Writing speed, our own threshold: it lies between numbers said calmly and at an everyday pace (bench/pace.py)."""


def number(case: Case) -> Finding:
    """A complete callback number is said."""
    said = spoken_numbers(case.hearing)
    if not said:
        return Finding(False, reason="no complete telephone number was heard")
    wanted = case.hearing.expected.number
    same = [each for each in said if wanted is None or _is(each, wanted, "same")]
    near = [each for each in said if wanted is not None and _is(each, wanted, "near")]
    if same and not (_is_to_be_early(case) and near and near[0].first_word < same[0].first_word):
        return Finding(True, quote_number(case.hearing, same[0]))
    if near and not case.hearing.typed:
        return Finding(
            None, quote_number(case.hearing, near[0], _slip(near[0])), "one digit of the number was not clear"
        )
    best = (near or said)[0]
    return Finding(True, quote_number(case.hearing, best, _slip(best) if near else "not the number in your profile"))


def _is_to_be_early(case: Case) -> bool:
    """Whether it matters which of two readings came first; a person who types misreads nothing."""
    return not case.hearing.typed and (case.check.within_s, case.check.within_words) != (None, None)


def number_twice(case: Case) -> Finding:
    """The same number is said at least twice."""
    said = spoken_numbers(case.hearing)
    if not said:
        return Finding(False, reason="no complete telephone number was heard")
    wanted = case.hearing.expected.number or said[0].e164
    same = [each for each in said if _is(each, wanted, "same")]
    near = [each for each in said if _is(each, wanted, "near")]
    if len(same) >= 2:
        return Finding(True, quote_number(case.hearing, same[1]))
    if len(same) + len(near) >= 2 and near:
        evidence = quote_number(case.hearing, near[-1], _slip(near[-1]))
        reason = f"one digit differs: {same[0].digits if same else wanted} and {near[-1].digits}"
        return Finding(False if case.hearing.typed else None, evidence, reason)
    repeated = next((each for at, each in enumerate(said) if each.e164 in [other.e164 for other in said[:at]]), None)
    if repeated:
        return Finding(True, quote_number(case.hearing, repeated))
    return Finding(False, reason="the number was said once" if len(said) == 1 else "two different numbers were said")


def number_pace(case: Case) -> Finding:
    """The number is said slowly enough to be written down."""
    said = spoken_numbers(case.hearing)
    if not said:
        return Finding(False, reason="no complete telephone number was heard")
    timed = [(each.digits_per_second, each) for each in said if each.digits_per_second is not None]
    if not timed:
        return Finding(None, reason="not heard: the message was typed")
    pace, slowest = min(timed, key=lambda each: (not writable(each[1]), each[0]))
    pause_s = slowest.longest_pause_s or 0.0
    note = f"{pace:.1f} digits a second, longest pause {pause_s:.1f} s"
    evidence = quote_number(case.hearing, slowest, note)
    if writable(slowest):
        return Finding(True, evidence)
    return Finding(False, evidence, f"{note}: too fast to write down")


def writable(number: SpokenNumber) -> bool:
    """Whether a listener can write while it is said: at most two digits a second and a pause between groups."""
    pace = number.digits_per_second
    return pace is not None and pace <= _DIGITS_PER_SECOND and (number.longest_pause_s or 0.0) >= _PAUSE_S


def spoken_numbers(hearing: Hearing) -> tuple[SpokenNumber, ...]:
    """The complete numbers with their times."""
    return deliver(hearing).numbers


def quote_number(hearing: Hearing, number: SpokenNumber, note: str = "") -> Evidence:
    """The words that say a number, with its time measured on the voice."""
    quoted = hearing.quote(number.first_word, number.last_word, note)
    return Evidence(quoted.text, number.span, number.first_word, number.last_word, note)


def _is(number: SpokenNumber, wanted: str, how: str) -> bool:
    return closeness(number.digits, number.e164, wanted) == how


def _slip(number: SpokenNumber) -> str:
    return f"heard as {number.digits}: one digit differs, a slip or misheard"
