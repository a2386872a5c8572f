"""What became of a call: the scorecard of its message or conversation, with what happened on the way."""

from collections.abc import Sequence
from dataclasses import replace

from trainer.core.branching import asked_in
from trainer.core.call import Call
from trainer.core.scenario import Choice, Scenario
from trainer.core.scorecard import Delivery, Moment, Scorecard, Tripped, Verdict
from trainer.core.sound import Sound
from trainer.core.transcript import Transcript
from trainer.practice.judging import judge
from trainer.practice.studio import Studio

NEXT_STEP = "what you do next"
"""The one check of a call in which no message could be left."""


def scored(
    call: Call, transcript: Transcript, studio: Studio, scenario: Scenario, sound: Sound | None = None
) -> Scorecard:
    """The scorecard of what was kept of a call: a conversation by what was asked in it, a message by everything."""
    asked = asked_in(call.script) or None if call.conversation else None
    card = _lost(call, judge(transcript, studio, scenario, sound, asked))
    mailbox = scenario.mailbox
    seconds = transcript.seconds
    if seconds is None or call.message_from is None or call.conversation:
        return card
    if call.cut_by in ("limit", "tape full"):
        why = "the tape was full" if call.cut_by == "tape full" else "this mailbox takes no longer messages"
        card = replace(card, notices=(*card.notices, f"You were cut off after {seconds:.0f} s: {why}."))
    if seconds < mailbox.shortest_s and not any(trip.blocker_id == "no_message" for trip in card.blockers):
        reason = f"no message was left: this mailbox keeps nothing shorter than {mailbox.shortest_s:g} s"
        card = replace(card, blockers=(Tripped("no_message", reason), *card.blockers), total=0, passed=False)
    return card


def _lost(call: Call, card: Scorecard) -> Scorecard:
    """The card with the steps of the call that fail it."""
    why = [step.fails for name in dict.fromkeys(call.visited) if (step := call.script.steps[name]).fails]
    tripped = tuple(Tripped("lost_call", reason) for reason in why)
    return replace(card, blockers=(*card.blockers, *tripped), passed=False) if tripped else card


def chosen(card: Scorecard, why: str, choice: Choice | None) -> Scorecard:
    """The scorecard of a call in which no message could be left: what the rep did then is what counts."""
    good = choice is not None and choice.good
    total = 100 if good else 0
    reason = f"{choice.does}. {choice.because}" if choice else "You did not say."
    verdict = Verdict(NEXT_STEP, good if choice else None, total, 100, reason=reason)
    return replace(
        card,
        verdicts=(verdict,),
        blockers=(),
        delivery=Delivery(None, None, None, None),
        total=total,
        passed=good,
        notices=(f"{why} No message could be left.",),
    )


def with_call(card: Scorecard, moments: Sequence[Moment], objections: Sequence[str]) -> Scorecard:
    """A scorecard with what was asked in the call, and with what should have kept the rep from dialing."""
    card = replace(card, moments=tuple(moments))
    if not objections:
        return card
    tripped = Tripped("compliance", f"you dialed all the same: {' '.join(objections)}")
    return replace(card, blockers=(*card.blockers, tripped), passed=False)
