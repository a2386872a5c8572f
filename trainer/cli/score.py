"""`trainer score`: recordings, typed messages and unfinished attempts."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from trainer.audio.clip_file import read_clip
from trainer.cli.narrate import narrate, print_json
from trainer.core.attempt import Attempt
from trainer.core.scenario import Scenario
from trainer.errors import StoreError, UsageError
from trainer.practice.choose import find_scenario
from trainer.practice.scoring import score_clip, score_text, score_unfinished
from trainer.practice.studio import Studio
from trainer.reports.json_report import attempts_json
from trainer.reports.text_report import scorecard_text
from trainer.store.settings import RECOGNISERS, Recogniser
from trainer.wiring import build_studio, one_at_a_time

Scored = tuple[str, Attempt]
Job = tuple[str, Callable[[], Attempt]]


@click.command("score")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--text", "typed", help="A text file with a typed message, or - for standard input.")
@click.option("--seconds", type=click.FloatRange(min=0), help="How long the typed message takes to say.")
@click.option("--unfinished", is_flag=True, help="Score and save the recordings that were never scored.")
@click.option("--scenario", help="Id of the scenario whose prospect the message is for.")
@click.option("--checklist", help="Id or file of the checklist; without it, the one that the settings choose.")
@click.option("--recogniser", type=click.Choice(RECOGNISERS), help="Hear with this one, whatever the settings say.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema 1) instead of text.")
def command(
    files: tuple[Path, ...],
    typed: str | None,
    seconds: float | None,
    unfinished: bool,
    scenario: str | None,
    checklist: str | None,
    recogniser: Recogniser | None,
    as_json: bool,
) -> int:
    """Score recordings (WAV, FLAC, OGG) that start where the beep ended, or a typed message.

    A file that cannot be scored is named on stderr and the others are scored; the exit code tells.
    """
    if sum((bool(files), typed is not None, unfinished)) != 1:
        raise UsageError(
            "Nothing to score, or too much at once",
            "Name recordings, or one typed message, or the unfinished ones.",
            "trainer score message.wav   |   trainer score --text message.txt   |   trainer score --unfinished",
        )
    if seconds is not None and typed is None:
        raise UsageError("--seconds is for typed messages", "A recording knows its length.", "Leave --seconds out.")
    if recogniser is not None and typed is not None:
        raise UsageError("--recogniser is for recordings", "A typed message is not heard.", "Leave --recogniser out.")
    studio = build_studio(checklist=checklist, recogniser=recogniser)
    _ = studio.checklist  # one that cannot be used is told once, before anything is heard
    chosen = find_scenario(scenario, studio.scenarios) if scenario else None
    if typed is not None:
        scored, code = [_typed(typed, seconds, studio, chosen)], 0
    elif unfinished:
        # A call that still runs has an unfinished recording, too.
        with one_at_a_time(studio.folders):
            scored, code = _each(_unfinished(studio))
    else:
        scored, code = _each(_recordings(files, studio, chosen))
    _print(scored, studio, as_json)
    return code


def _typed(name: str, seconds: float | None, studio: Studio, scenario: Scenario | None) -> Scored:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} cannot be read as text", str(error), "Give a text file in UTF-8, or -.") from error
    return name, score_text(text, seconds, studio, scenario)


def _recordings(files: Sequence[Path], studio: Studio, scenario: Scenario | None) -> Iterator[Job]:
    for path in files:
        yield str(path), partial(_score_file, path, studio, scenario)


def _score_file(path: Path, studio: Studio, scenario: Scenario | None) -> Attempt:
    return score_clip(read_clip(path), studio, scenario, _never)


def _unfinished(studio: Studio) -> Iterator[Job]:
    for note in studio.recordings.unfinished():
        yield note.recording, partial(score_unfinished, note, studio, _never)


def _never() -> bool:
    """Ctrl-C ends this command; nothing else stops it."""
    return False


def _each(jobs: Iterable[Job]) -> tuple[list[Scored], int]:
    """Do every job; a failing one is told and the rest go on. The code is that of the first failure."""
    scored: list[Scored] = []
    code = 0
    for source, job in jobs:
        try:
            scored.append((source, job()))
        except (UsageError, StoreError) as error:
            narrate(str(error))
            code = code or error.exit_code
    return scored, code


def _print(scored: list[Scored], studio: Studio, as_json: bool) -> None:
    if as_json:
        print_json(attempts_json(scored, studio.checklist_of))
        return
    for number, (source, attempt) in enumerate(scored):
        if len(scored) > 1:
            click.echo(("\n" if number else "") + source)
        click.echo(scorecard_text(attempt, studio.checklist_of(attempt.scorecard)), nl=False)
