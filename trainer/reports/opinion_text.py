"""What a rep says beside the machine, in words: the same in the app and in every command."""

from trainer.core.opinion import Opinion, machine_answer
from trainer.core.scorecard import Scorecard

ANSWERS = {True: "met", False: "missed", None: "not heard clearly"}
"""A verdict in words."""

_BLOCKERS = {True: "applies", False: "does not apply", None: "not heard clearly"}

TICKS = {True: "yes", False: "no", None: "no answer"}
"""The rep's own answer about personality in words."""


def answer_text(card: Scorecard, check_id: str, met: bool | None) -> str:
    """An answer to a check, or to a blocker of this scorecard."""
    is_blocker = any(tripped.blocker_id == check_id for tripped in card.blockers)
    return (_BLOCKERS if is_blocker else ANSWERS)[met]


def both_text(card: Scorecard, opinion: Opinion) -> str:
    """Both answers side by side: "yours: met, machine: missed"."""
    machine = answer_text(card, opinion.check_id, machine_answer(card, opinion.check_id))
    return f"yours: {answer_text(card, opinion.check_id, opinion.met)}, machine: {machine}"


def totals_text(card: Scorecard, mine: Scorecard) -> str:
    """Both totals: "72 by the machine, 80 by you"."""
    return f"{card.total} by the machine, {mine.total} by you"
