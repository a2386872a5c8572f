"""`trainer disagree`: say otherwise than the machine about one check of one attempt."""

import click

from trainer.core.attempt import Attempt
from trainer.core.opinion import PERSONALITY, reviewed
from trainer.errors import UsageError
from trainer.practice.disagreeing import find_attempt, must_be_answerable, new_opinion, opinions_about, other_answer
from trainer.practice.studio import Studio
from trainer.reports.opinion_text import TICKS, both_text, totals_text
from trainer.wiring import build_studio


@click.command("disagree")
@click.argument("attempt")
@click.argument("check")
@click.option("--met/--missed", "met", default=None, help="Your answer. Without it the machine's verdict is flipped.")
@click.option("--reason", default="", help="Why, in your words.")
@click.option("--take-back", is_flag=True, help="Agree with the machine again.")
def command(attempt: str, check: str, met: bool | None, reason: str, take_back: bool) -> None:
    """Flip a verdict. It is kept beside the machine's, which stays; the history shows both totals.

    ATTEMPT is "last", or what `trainer history` names it. CHECK is an id of the checklist, such as ask or referral;
    scam and wrong_number if the message failed by them; or personality, which no machine judges: --met or --missed
    keeps your own answer, outside every total.
    """
    if take_back and (met is not None or reason):
        raise UsageError("--take-back stands alone", "It leaves no answer to give.", "Leave out the other options.")
    studio = build_studio()
    found = find_attempt(attempt, studio)
    must_be_answerable(found, check)
    answer = None if take_back else met if met is not None else other_answer(found, check)
    studio.history.save_opinion(new_opinion(found, check, answer, studio, reason))
    _tell(found, check, studio)


def _tell(attempt: Attempt, check: str, studio: Studio) -> None:
    card, said = attempt.scorecard, opinions_about(attempt, studio)
    opinion = said.get(check)
    if check == PERSONALITY:
        click.echo(f"{check}  yours: {TICKS[opinion.met if opinion else None]}, outside the total")
        return
    answers = both_text(card, opinion) if opinion else "the machine's verdict stands"
    click.echo(f"{check}  {answers}")
    click.echo(totals_text(card, reviewed(card, said)))
