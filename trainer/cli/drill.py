"""`trainer drill`: one drill in plain text."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from trainer.cli.keys import read_keys
from trainer.cli.narrate import narrate, print_json
from trainer.core.attempt import Attempt
from trainer.core.call import Phase
from trainer.core.scenario import Scenario
from trainer.errors import Cancelled, UsageError
from trainer.practice.choose import find_scenario, next_scenario
from trainer.practice.drill import Drill
from trainer.practice.events import DrillEvent, PhaseChanged, Scoring, Trouble
from trainer.practice.studio import Studio
from trainer.reports.json_report import attempts_json
from trainer.reports.text_report import scorecard_text
from trainer.wiring import build_studio, one_at_a_time

_STATES = {
    Phase.RINGING: "It rings.",
    Phase.GREETING: "The mailbox answers.",
    Phase.BEEP: "Beep.",
    Phase.RECORDING: "Recording: speak now.",
}


@click.command("drill")
@click.argument("scenario", required=False)
@click.option("--mic", type=click.Path(path_type=Path), help="A recording (WAV, FLAC, OGG) that speaks after the beep.")
@click.option("--speaker", type=click.Path(path_type=Path), help="Write what you would hear to this WAV file.")
@click.option("--fast", is_flag=True, help="Do not wait for real time (needs --mic).")
@click.option("--checklist", help="Id or file of the checklist; without it, the one that the settings choose.")
@click.option("--json", "as_json", is_flag=True, help="Print the attempt as JSON.")
def command(
    scenario: str | None, mic: Path | None, speaker: Path | None, fast: bool, checklist: str | None, as_json: bool
) -> int:
    """Do one drill without the app. SCENARIO is an id that `trainer scenarios` lists; without it, the next one.

    While the call runs: Enter hangs up, # and Enter skips the greeting, Ctrl-C leaves without a score.
    """
    if fast and mic is None:
        raise UsageError("--fast needs a recording", "A person cannot speak faster than real time.", "Add --mic FILE.")
    studio = build_studio(microphone_file=mic, speaker_file=speaker, fast=fast, checklist=checklist)
    with one_at_a_time(studio.folders):
        attempt = _call(_chosen(scenario, studio), studio)
    if as_json:
        print_json(attempts_json([("call", attempt)], studio.checklist_of))
    else:
        click.echo(scorecard_text(attempt, studio.checklist_of(attempt.scorecard)), nl=False)
    return 0 if attempt.scorecard.passed else 1


def _chosen(scenario_id: str | None, studio: Studio) -> Scenario:
    if scenario_id is not None:
        return find_scenario(scenario_id, studio.scenarios)
    return next_scenario(studio.scenarios, studio.history.best_totals(), studio.checklist.pass_mark)


def _call(scenario: Scenario, studio: Studio) -> Attempt:
    _introduce(scenario, studio)
    drill = Drill(scenario, studio, _tell)
    with _abandon_on_interrupt(drill), read_keys({"#": lambda: drill.press("#"), "": drill.hang_up}):
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
    narrate(f"Calling {prospect.name}, {prospect.role} at {prospect.company}.")
    narrate(scenario.why)
    narrate(f"Scored by the checklist {studio.checklist.title}.")
    if studio.profile is None:
        narrate("No profile yet, so your name, company and number are judged by their form only: trainer profile set")
    if left := len(studio.recordings.unfinished()):
        narrate(f"{left} earlier recording{'s were' if left > 1 else ' was'} never scored: trainer score --unfinished")


def _tell(event: DrillEvent) -> None:
    match event:
        case PhaseChanged(phase) if phase in _STATES:
            narrate(_STATES[phase])
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
