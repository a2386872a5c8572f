"""`trainer disagreements`: where the rep and the machine differ, as a list or as labelled messages."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from trainer.cli.history import when_and_which
from trainer.cli.narrate import narrate
from trainer.core.attempt import Attempt
from trainer.core.opinion import Opinion, Opinions, disagreements
from trainer.practice.disagreeing import Export, disputed, export_labelled
from trainer.practice.studio import Studio
from trainer.reports.opinion_text import both_text
from trainer.store.files import write_new
from trainer.wiring import build_studio

_WIDTH = 78
_INDENT = "    "
_STDOUT = Path("-")

NONE_YET = (
    "You agree with every verdict so far. In the app, d on a scorecard disagrees; here: trainer disagree last CHECK"
)


@click.command("disagreements")
@click.option(
    "--export",
    type=click.Path(path_type=Path),
    help="Write them as labelled messages to this new file (JSON lines), or - for standard output.",
)
def command(export: Path | None) -> None:
    """List every verdict that you disagree with, newest first: both answers, your reason, and the words.

    With --export they become labelled messages for bench/checklist.py. A message holds what you said, with names and
    numbers of your profile and the scenario, and a label for each check that you decided.
    """
    studio = build_studio()
    if export is not None:
        _export(export, studio)
        return
    lines = [line for attempt, said in disputed(studio) for line in _lines(attempt, said)]
    if not lines:
        narrate(NONE_YET)
    for line in lines:
        click.echo(line)


def _lines(attempt: Attempt, said: Opinions) -> Iterator[str]:
    for opinion in disagreements(attempt.scorecard, said):
        answers = both_text(attempt.scorecard, opinion)
        yield f"{when_and_which(attempt)}  {attempt.prospect_name}  {opinion.check_id}  {answers}"
        if opinion.reason:
            yield from _wrapped("You say: ", opinion.reason)
        yield from _wrapped("Words: ", _words(attempt, opinion))


def _words(attempt: Attempt, opinion: Opinion) -> str:
    """The words that decided it for the machine, or the whole message if it found none."""
    findings = {verdict.check_id: verdict.evidence for verdict in attempt.scorecard.verdicts}
    findings |= {tripped.blocker_id: tripped.evidence for tripped in attempt.scorecard.blockers}
    evidence = findings[opinion.check_id]
    return f'"{evidence.text if evidence and evidence.text else attempt.transcript.text}"'


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(lead + text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _export(path: Path, studio: Studio) -> None:
    export = export_labelled(studio)
    if not export.messages and not export.left_out:
        narrate(f"Nothing to write. {NONE_YET}")
        return
    if export.messages:
        lines = "".join(json.dumps(message, ensure_ascii=False) + "\n" for message in export.messages)
        if path == _STDOUT:
            click.echo(lines, nl=False)
        else:
            write_new(path, lines)
    _tell(export)


def _tell(export: Export) -> None:
    labels = sum(value is not None for message in export.messages for value in message["labels"].values())
    narrate(f"{_counted(labels, 'label')} in {_counted(len(export.messages), 'message')} written.")
    if export.left_out:
        which = ", ".join(f"{check} ({times})" for check, times in sorted(Counter(export.left_out).items()))
        narrate(f"{_counted(len(export.left_out), 'disagreement')} left out, for want of a label: {which}")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
