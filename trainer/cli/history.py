"""`trainer history`: the attempts made so far."""

import click

from trainer.cli.narrate import narrate, print_json
from trainer.core.attempt import Attempt
from trainer.core.opinion import Opinions, disagreements, reviewed
from trainer.practice.disagreeing import all_opinions
from trainer.reports.json_report import attempts_json
from trainer.reports.opinion_text import totals_text
from trainer.wiring import build_studio

SHORT = -6
"""Where the part of an id begins that names an attempt well enough for people."""


@click.command("history")
@click.option("--limit", type=click.IntRange(min=1), help="Only the newest so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema 1) with everything about each attempt.")
def command(limit: int | None, as_json: bool) -> None:
    """List saved attempts, newest first: when, the short name for other commands, total, length, prospect."""
    studio = build_studio()
    attempts, said = studio.history.attempts(limit=limit), all_opinions(studio)
    if as_json:
        print_json(attempts_json((("call", attempt) for attempt in attempts), studio.checklist_of, said))
        return
    if not attempts:
        narrate("No attempts yet. trainer drill makes the first one.")
    for attempt in attempts:
        _print(attempt, said.get(attempt.id, {}))


def when_and_which(attempt: Attempt) -> str:
    """How every list begins: local date and time, and the short name of the attempt."""
    return f"{attempt.started_at.astimezone():%Y-%m-%d %H:%M}  {attempt.id[SHORT:]}"


def _print(attempt: Attempt, opinions: Opinions) -> None:
    card = attempt.scorecard
    seconds = card.delivery.seconds
    length = f"{seconds:5.1f} s" if seconds is not None else "      -"
    click.echo(
        f"{when_and_which(attempt)}  {card.total:>3}  {_answer(card.passed):<10}  {length}  {attempt.prospect_name}"
    )
    if disagreements(card, opinions):
        mine = reviewed(card, opinions)
        click.echo(f"{'':<26}{totals_text(card, mine)}: {_answer(mine.passed)}")


def _answer(passed: bool) -> str:
    return "passed" if passed else "not passed"
