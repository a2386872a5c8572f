"""Score messages that were not left in a call just now: recordings, typed words, unfinished attempts."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from trainer.audio.clip import Clip
from trainer.audio.sound_meter import measure
from trainer.core.attempt import Attempt, Unfinished
from trainer.core.scenario import Scenario
from trainer.core.sound import Sound
from trainer.core.transcript import Transcript, typed_transcript
from trainer.practice.judging import judge
from trainer.practice.studio import Studio
from trainer.speech.transcriber import transcribe

Stopped = Callable[[], bool]


def new_attempt_id(started_at: datetime) -> str:
    """An id that sorts by time and is safe in a file name."""
    return f"{started_at:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"


def score_clip(clip: Clip, studio: Studio, scenario: Scenario | None, stopped: Stopped) -> Attempt:
    """The attempt of a recording made elsewhere; it starts where the beep would have ended. Not saved."""
    transcript = transcribe(studio.transcriber, clip, stopped)
    return _attempt(transcript, studio, scenario, measure(clip, transcript.speech))


def score_text(text: str, seconds: float | None, studio: Studio, scenario: Scenario | None) -> Attempt:
    """The attempt of a typed message; checks that need sound are left undecided. Not saved."""
    return _attempt(typed_transcript(text, seconds), studio, scenario)


def score_unfinished(unfinished: Unfinished, studio: Studio, stopped: Stopped) -> Attempt:
    """Score a recording whose attempt was never saved, and save it now.

    One that was saved in the moment the program ended is found and only its note is dropped.
    The scenario may have changed or gone since: then the message is scored against what is there.
    StoreError if the recording cannot be read or the attempt cannot be saved; the recording stays.
    """
    if saved := studio.history.get(unfinished.id):
        studio.recordings.settle(saved.id)
        return saved
    scenario = next((found for found in studio.scenarios if found.id == unfinished.scenario_id), None)
    clip = studio.recordings.load(unfinished.recording)
    transcript = transcribe(studio.transcriber, clip, stopped)
    attempt = Attempt(
        id=unfinished.id,
        started_at=unfinished.started_at,
        scenario_id=unfinished.scenario_id,
        scenario_fingerprint=unfinished.scenario_fingerprint,
        prospect_name=unfinished.prospect_name,
        ended_by="cancelled",
        recording=unfinished.recording,
        early_speech_s=unfinished.early_speech_s,
        line="scored from an unfinished recording",
        transcript=transcript,
        scorecard=judge(transcript, studio, scenario, measure(clip, transcript.speech)),
    )
    studio.history.save(attempt)
    studio.recordings.complete(unfinished.recording)
    studio.recordings.settle(attempt.id)
    return attempt


def _attempt(transcript: Transcript, studio: Studio, scenario: Scenario | None, sound: Sound | None = None) -> Attempt:
    now = studio.now()
    return Attempt(
        id=new_attempt_id(now),
        started_at=now,
        scenario_id=scenario.id if scenario else None,
        scenario_fingerprint=scenario.fingerprint if scenario else "",
        prospect_name=scenario.prospect.name if scenario else "",
        ended_by=None,
        recording=None,
        early_speech_s=0.0,
        line="not a call",
        transcript=transcript,
        scorecard=judge(transcript, studio, scenario, sound),
    )
