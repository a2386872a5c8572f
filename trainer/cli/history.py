"""`trainer history`: the attempts made so far."""

import click

from trainer.cli.narrate import narrate, print_json
from trainer.reports.json_report import attempts_json
from trainer.wiring import build_studio


@click.command("history")
@click.option("--limit", type=click.IntRange(min=1), help="Only the newest so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema 1) with everything about each attempt.")
def command(limit: int | None, as_json: bool) -> None:
    """List saved attempts, newest first."""
    studio = build_studio()
    attempts = studio.history.attempts(limit=limit)
    if as_json:
        print_json(attempts_json((("call", attempt) for attempt in attempts), studio.checklist_of))
        return
    if not attempts:
        narrate("No attempts yet. trainer drill makes the first one.")
    for attempt in attempts:
        card = attempt.scorecard
        seconds = card.delivery.seconds
        length = f"{seconds:5.1f} s" if seconds is not None else "      -"
        answer = "passed" if card.passed else "not passed"
        when = attempt.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        click.echo(f"{when}  {card.total:>3}  {answer:<10}  {length}  {attempt.prospect_name}")
