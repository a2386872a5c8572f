"""From a transcript to its scorecard: first what it means, then the checklist."""

from dataclasses import replace

from trainer.core.branching import asked_checks, branch_of, met_checks
from trainer.core.expected import Expected, expect
from trainer.core.hearing import Hearing
from trainer.core.scenario import Scenario, Step
from trainer.core.scorecard import Moment, Scorecard
from trainer.core.scoring import prepare, score
from trainer.core.sound import Sound
from trainer.core.transcript import Transcript
from trainer.errors import EngineError
from trainer.practice.studio import Studio


def warm_up(studio: Studio) -> None:
    """Load what judging needs, so that the first score does not wait; EngineError if meaning cannot be judged."""
    prepare(studio.checklist)
    studio.meaning.warm_up()


def judge(
    transcript: Transcript,
    studio: Studio,
    scenario: Scenario | None,
    sound: Sound | None = None,
    asked: frozenset[str] | None = None,
) -> Scorecard:
    """The scorecard of a message, with what was measured of its sound; or of a talk that asked for certain checks only.

    Where meaning cannot be judged phrases decide alone, and the doctor says so.
    """
    card = _judge(transcript, studio, replace(expect(studio.profile, scenario), asked=asked))
    return replace(card, delivery=replace(card.delivery, sound=sound))


def _judge(transcript: Transcript, studio: Studio, expected: Expected) -> Scorecard:
    try:
        senses, engine = studio.meaning.judge(transcript), studio.meaning.engine
    except EngineError:
        return score(transcript, studio.checklist, expected)
    return replace(score(transcript, studio.checklist, expected, senses), meaning=str(engine))


def understand(transcript: Transcript, step: Step, studio: Studio, scenario: Scenario) -> tuple[int | None, Moment]:
    """The branch of a step that the rep's words lead to, by the scorecard's own checks; and what was heard."""
    asked = asked_checks(step)
    card = judge(transcript, studio, scenario)
    hearing = Hearing(transcript, expect(studio.profile, scenario), studio.checklist.everyday)
    met = met_checks(hearing, card)
    moment = Moment(
        step.who or step.name,
        transcript.text,
        tuple(check for check in asked if check in met),
        tuple(check for check in asked if check not in met),
    )
    return branch_of(step, hearing, card), moment
