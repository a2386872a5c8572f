"""From a transcript to its scorecard: first what it means, then the checklist."""

from dataclasses import replace

from trainer.core.expected import expect
from trainer.core.scenario import Scenario
from trainer.core.scorecard import Scorecard
from trainer.core.scoring import prepare, score
from trainer.core.sound import Sound
from trainer.core.transcript import Transcript
from trainer.errors import EngineError
from trainer.practice.studio import Studio


def warm_up(studio: Studio) -> None:
    """Load what judging needs, so that the first score does not wait; EngineError if meaning cannot be judged."""
    prepare(studio.checklist)
    studio.meaning.warm_up()


def judge(transcript: Transcript, studio: Studio, scenario: Scenario | None, sound: Sound | None = None) -> Scorecard:
    """The scorecard of a message, with what was measured of its sound.

    Where meaning cannot be judged phrases decide alone, and the doctor says so.
    """
    card = _judge(transcript, studio, scenario)
    return replace(card, delivery=replace(card.delivery, sound=sound))


def _judge(transcript: Transcript, studio: Studio, scenario: Scenario | None) -> Scorecard:
    expected = expect(studio.profile, scenario)
    try:
        senses, engine = studio.meaning.judge(transcript), studio.meaning.engine
    except EngineError:
        return score(transcript, studio.checklist, expected)
    return replace(score(transcript, studio.checklist, expected, senses), meaning=str(engine))
