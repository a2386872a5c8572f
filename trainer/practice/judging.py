"""From a transcript to its scorecard: first what it means, then the checklist."""

from trainer.core.expected import expect
from trainer.core.scenario import Scenario
from trainer.core.scorecard import Scorecard
from trainer.core.scoring import prepare, score
from trainer.core.transcript import Transcript
from trainer.errors import EngineError
from trainer.practice.studio import Studio


def warm_up(studio: Studio) -> None:
    """Load what judging needs, so that the first score does not wait; EngineError if meaning cannot be judged."""
    prepare(studio.checklist)
    studio.meaning.warm_up()


def judge(transcript: Transcript, studio: Studio, scenario: Scenario | None) -> Scorecard:
    """The scorecard of a message. Where meaning cannot be judged phrases decide alone, and the doctor says so."""
    try:
        senses = studio.meaning.judge(transcript)
    except EngineError:
        senses = {}
    return score(transcript, studio.checklist, expect(studio.profile, scenario), senses)
