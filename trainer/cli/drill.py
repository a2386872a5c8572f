"""`trainer drill`: one drill in plain text."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import cast, get_args

import click

from trainer.cli.keys import read_keys
from trainer.cli.narrate import narrate, print_json
from trainer.core.attempt import Attempt
from trainer.core.call import Phase
from trainer.core.scenario import Key, Scenario
from trainer.core.script import calls_the_rep
from trainer.errors import Cancelled, UsageError
from trainer.practice.choose import find_scenario, next_scenario
from trainer.practice.drill import Drill
from trainer.practice.events import DrillEvent, PhaseChanged, Scoring, ShownToOwner, Trouble, WhatNext
from trainer.practice.permission import objections
from trainer.practice.studio import Studio
from trainer.reports.call_text import happens_text
from trainer.reports.json_report import attempts_json
from trainer.reports.text_report import scorecard_text
from trainer.wiring import build_studio, one_at_a_time


@click.command("drill")
@click.argument("scenario", required=False)
@click.option("--mic", type=click.Path(path_type=Path), help="A recording (WAV, FLAC, OGG) that speaks after the beep.")
@click.option("--speaker", type=click.Path(path_type=Path), help="Write what you would hear to this WAV file.")
@click.option("--press", "presses", multiple=True, metavar="STEP=KEY", help="Press a key when a step begins.")
@click.option("--anyway", is_flag=True, help="Dial without asking, also at a bad hour or a number not to be called.")
@click.option("--fast", is_flag=True, help="Do not wait for real time (needs --mic).")
@click.option("--checklist", help="Id or file of the checklist; without it, the one that the settings choose.")
@click.option("--json", "as_json", is_flag=True, help="Print the attempt as JSON.")
def command(
    scenario: str | None,
    mic: Path | None,
    speaker: Path | None,
    presses: tuple[str, ...],
    anyway: bool,
    fast: bool,
    checklist: str | None,
    as_json: bool,
) -> int:
    """Do one drill without the app. SCENARIO is an id that `trainer scenarios` lists; without it, the next one.

    While the call runs: Enter hangs up, or answers a telephone that rings; a digit, * or # and Enter presses that key
    (# skips most greetings); Ctrl-C leaves without a score.
    """
    if fast and mic is None:
        raise UsageError("--fast needs a recording", "A person cannot speak faster than real time.", "Add --mic FILE.")
    studio = build_studio(microphone_file=mic, speaker_file=speaker, fast=fast, checklist=checklist)
    with one_at_a_time(studio.folders):
        chosen = _chosen(scenario, studio)
        _ask_before_dialing(chosen, studio, anyway)
        attempt = _call(chosen, studio, _keys_by_step(presses))
    if as_json:
        print_json(attempts_json([("call", attempt)], studio.checklist_of))
    else:
        click.echo(scorecard_text(attempt, studio.checklist_of(attempt.scorecard)), nl=False)
    return 0 if attempt.scorecard.passed else 1


def _chosen(scenario_id: str | None, studio: Studio) -> Scenario:
    if scenario_id is not None:
        return find_scenario(scenario_id, studio.scenarios)
    return next_scenario(studio.scenarios, studio.history.best_totals(), studio.checklist.pass_mark)


def _keys_by_step(presses: tuple[str, ...]) -> dict[str, Key]:
    """Which key to press when which step begins, as the options say."""
    keys: dict[str, Key] = {}
    for press in presses:
        step, _, key = press.partition("=")
        if key not in get_args(Key):
            raise UsageError(f"{press} presses no key", "Keys are 0 to 9, *, # and answer.", "Write it as review=1.")
        keys[step] = cast("Key", key)
    return keys


def _ask_before_dialing(scenario: Scenario, studio: Studio, anyway: bool) -> None:
    against = objections(scenario, studio.now())
    for objection in against:
        narrate(objection)
    if against and not anyway and not click.confirm("Dial anyway?", err=True):
        raise Cancelled(detail="Nobody was called.", hint="Good: trainer drill calls the next one.")


def _call(scenario: Scenario, studio: Studio, presses: Mapping[str, Key]) -> Attempt:
    _introduce(scenario, studio)

    def tell(event: DrillEvent) -> None:
        _tell(event)
        if isinstance(event, PhaseChanged) and event.step is not None and event.step.name in presses:
            drill.press(presses[event.step.name])

    drill = Drill(scenario, studio, tell)
    keys = {key: partial(drill.press, key) for key in get_args(Key)} | {"": drill.answer_or_hang_up}
    with _abandon_on_interrupt(drill), read_keys(keys, drill.press_no_more):
        attempt = drill.run()
    if attempt is None:
        kept = any(note.id == drill.id for note in studio.recordings.unfinished())
        raise Cancelled(
            detail="Your recording is kept." if kept else "",
            hint="trainer score --unfinished scores it." if kept else "",
        )
    return attempt


def _introduce(scenario: Scenario, studio: Studio) -> None:
    prospect = scenario.prospect
    if not calls_the_rep(scenario):
        narrate(f"Calling {prospect.name}, {prospect.role} at {prospect.company}.")
    narrate(scenario.why)
    narrate(f"Scored by the checklist {studio.checklist.title}.")
    if studio.profile is None:
        narrate("No profile yet, so your name, company and number are judged by their form only: trainer profile set")
    if left := len(studio.recordings.unfinished()):
        narrate(f"{left} earlier recording{'s were' if left > 1 else ' was'} never scored: trainer score --unfinished")


def _tell(event: DrillEvent) -> None:
    match event:
        case PhaseChanged(phase, step) if phase is not Phase.ENDED:
            narrate(happens_text(phase, step))
        case ShownToOwner(text):
            narrate(f"They read: {text or 'nothing'}")
        case WhatNext(why, choices):
            narrate(f"{why} What now?")
            for number, choice in enumerate(choices, start=1):
                narrate(f"  {number}  {choice.does}")
        case Scoring():
            narrate("Writing down what you said ...")
        case Trouble(error):
            narrate(str(error))


@contextmanager
def _abandon_on_interrupt(drill: Drill) -> Iterator[None]:
    """Let Ctrl-C leave the call in order, so that what was said is kept."""
    before = signal.signal(signal.SIGINT, lambda *_: drill.abandon())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
