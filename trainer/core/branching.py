"""Which way a call goes on: the checks of the scorecard, asked of what the rep just said."""

from trainer.core.hearing import Hearing
from trainer.core.phrases import compile_phrases, find_all
from trainer.core.scenario import ANYTHING, Branch, Step
from trainer.core.scorecard import Scorecard
from trainer.core.script import Script


def branch_of(step: Step, hearing: Hearing, card: Scorecard) -> int | None:
    """The first branch of a step that fits what was heard and how it was judged; None if none does."""
    met = met_checks(hearing, card)
    return next((at for at, branch in enumerate(step.hears) if _fits(branch, hearing, met)), None)


def met_checks(hearing: Hearing, card: Scorecard) -> frozenset[str]:
    """Ids of the checks that are met and of the blockers that apply."""
    met = {verdict.check_id for verdict in card.verdicts if verdict.met}
    met |= {tripped.blocker_id for tripped in card.blockers}
    return frozenset(met | ({ANYTHING} if hearing.tokens else set()))


def asked_checks(step: Step) -> tuple[str, ...]:
    """Ids of the checks that a step listens for, each once, in their order."""
    return tuple(dict.fromkeys(check for branch in step.hears for check in branch.checks if check != ANYTHING))


def asked_in(script: Script) -> frozenset[str]:
    """Ids of the checks that anybody listens for in a call."""
    return frozenset(check for step in script.steps.values() for check in asked_checks(step))


def _fits(branch: Branch, hearing: Hearing, met: frozenset[str]) -> bool:
    said = not branch.words or bool(find_all(compile_phrases(branch.words, ()), hearing.line))
    return said and met.issuperset(branch.checks)
