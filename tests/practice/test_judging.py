"""Transcripts to scorecards, with and without the model of meaning."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.practice.studios import MakeStudio, ScriptedStudio, drill_with
from trainer.core.expected import expect
from trainer.core.scenario import Scenario
from trainer.core.scoring import score
from trainer.core.transcript import typed_transcript
from trainer.practice.checkup import check_up
from trainer.practice.judging import judge
from trainer.speech.meaning import MeaningModel

WORDS = "Hi Dana, this is Rachel Porter from Copperline. Please ring me back about your two new depots."

BEFORE = (
    "",
    "Hello.",
    WORDS,
    "Sorry, that was the dog, um, where was I.",
    "Thanks so much for the lovely lunch last week, everybody here still talks about the pudding.",
    "I tried you on Monday and again this morning. Bob in purchasing gave me your name.",
)
SENTENCES = {
    "reason": "I'm calling about the freight invoices.",
    "ask": "Please call me back.",
    "referral": "If it's not you, who should I talk to?",
    "follow_up": "I'll try you again on Thursday.",
    "follow_up_when": "I'll try you again on Thursday.",
}


def without_model(studio: ScriptedStudio, tmp_path: Path) -> ScriptedStudio:
    """The studio of an install whose model file is gone."""
    studio.__dict__["meaning"] = MeaningModel(tmp_path)
    return studio


def test_the_model_is_asked(make_studio: MakeStudio) -> None:
    """A check that only the model is asked about is met by it, with its words."""
    studio = make_studio(None)
    ask = next(check for check in studio.checklist.checks if check.id == "ask")
    assert ask.meaning is not None
    eager = replace(ask, phrases=(), meaning=replace(ask.meaning, met_from=0.5, missed_below=0.0))
    studio.__dict__["checklist"] = replace(studio.checklist, checks=(eager,))
    (verdict,) = judge(typed_transcript(WORDS), studio, None).verdicts
    assert verdict.met
    assert verdict.evidence is not None
    assert "ring me back" in verdict.evidence.text


def test_a_scorecard_names_the_model_that_judged(make_studio: MakeStudio) -> None:
    """Old scores stay honest when the model changes: each says by which version it came about."""
    studio = make_studio(None)
    name, version = judge(typed_transcript(WORDS), studio, None).meaning.split()
    assert name == "meaning"
    assert len(version) == 8


def test_without_the_model_phrases_decide(make_studio: MakeStudio, tmp_path: Path) -> None:
    """A damaged install still scores."""
    studio = without_model(make_studio(None), tmp_path)
    transcript = typed_transcript(WORDS)
    by_phrases = score(transcript, studio.checklist, expect(studio.profile, None))
    assert judge(transcript, studio, None) == by_phrases


def test_a_drill_tells_that_the_model_is_missing(
    make_studio: MakeStudio, loud: Callable[[float], Path], scenario: Scenario, tmp_path: Path
) -> None:
    """The rep learns why a score may be coarser, and has it all the same."""
    studio = without_model(make_studio(loud(2.0), WORDS), tmp_path)
    drill, watcher = drill_with(scenario, studio)
    assert drill.run() is not None
    assert watcher.troubles == ["A file of the model of meaning is missing"]


@pytest.mark.engine
@pytest.mark.parametrize("check_id", list(SENTENCES))
def test_a_sentence_that_satisfies_a_check_does_so_in_company(make_studio: MakeStudio, check_id: str) -> None:
    """A plain sentence that does what is asked counts whatever was said before it."""
    studio = make_studio(None)
    for before in BEFORE:
        verdicts = judge(typed_transcript(f"{before} {SENTENCES[check_id]}"), studio, None).verdicts
        assert next(verdict.met for verdict in verdicts if verdict.check_id == check_id), before


@pytest.mark.parametrize("there", [True, False])
def test_the_doctor_looks_at_the_model(make_studio: MakeStudio, tmp_path: Path, there: bool) -> None:
    """A missing model is found before anybody wonders about a score."""
    studio = make_studio(None)
    if not there:
        without_model(studio, tmp_path)
    meaning = next(finding for finding in check_up(studio) if finding.name == "meaning")
    assert meaning.works is there
    assert bool(meaning.hint) is not there
