"""`trainer disagree`, `disagreements` and what `history` makes of them: from a saved attempt to a labelled file."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.commands import Trainer
from trainer.core.attempt import Attempt
from trainer.core.expected import Expected
from trainer.core.opinion import REP, Opinion
from trainer.core.scoring import score
from trainer.core.transcript import typed_transcript
from trainer.store.checklists import default_checklist
from trainer.store.folders import Folders
from trainer.store.history import History

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "assets" / "schemas" / "attempts-1.json"
NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)

ASKED = "Hi Dana, it's Rachel Porter from Copperline about your third clinic. Please call me back on 206 555 0134."
VAGUE = "Hello, it's Rachel. I'll try you again on Friday. My number is 206 555 0199."

LABELS = {
    "name", "company", "reason", "ask", "referral", "follow_up", "follow_up_when", "number_times", "scam",
    "prospect_name", "personal",
}  # fmt: skip


def attempt(number: int, text: str) -> Attempt:
    """A saved call to Dana Whitlock; the first ends in aaaa01."""
    expected = Expected(caller_name="Rachel Porter", company="Copperline", number="+12065550134")
    return Attempt(
        id=f"20260305T1200{number:02}-aaaa{number:02}",
        started_at=NOON + timedelta(minutes=number),
        scenario_id="desk-line",
        scenario_fingerprint="",
        prospect_name="Dana Whitlock",
        ended_by="hung up",
        recording=None,
        early_speech_s=0.0,
        line="by hand",
        transcript=typed_transcript(text),
        scorecard=score(typed_transcript(text), default_checklist(), expected),
    )


@pytest.fixture
def saved(rep: Trainer) -> Trainer:
    """A rep with two attempts: aaaa01 asks for a call, aaaa02 leaves a wrong number."""
    history = History(Folders(rep.home).history)
    history.save(attempt(1, ASKED))
    history.save(attempt(2, VAGUE))
    return rep


def say(saved: Trainer, number: int, check_id: str, met: bool, reason: str = "") -> None:
    """An answer of the rep's, given earlier."""
    opinion = Opinion(attempt_id=attempt(number, "").id, check_id=check_id, met=met, by=REP, at=NOON, reason=reason)
    History(Folders(saved.home).history).save_opinion(opinion)


def listed(saved: Trainer) -> list[dict[str, Any]]:
    """The attempts of the JSON history, after holding it against its schema."""
    document = json.loads(saved("history", "--json").out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    found: list[dict[str, Any]] = document["attempts"]
    return found


def test_a_verdict_is_flipped_and_the_history_shows_both_totals(saved: Trainer) -> None:
    """For people and for scripts; the machine's total, verdicts and pass stay where they were."""
    before = listed(saved)
    outcome = saved("disagree", "aaaa01", "ask", "--reason", "that was only politeness")
    assert outcome.code == 0, outcome.err
    assert "ask  yours: missed, machine: met" in outcome.out
    totals = outcome.out.splitlines()[-1]
    assert " by the machine, " in totals
    assert f"{totals}: not passed" in saved("history").out
    older = listed(saved)[1]
    rep = older.pop("rep")
    before[1].pop("rep")
    assert older == before[1]
    assert rep["total"] < older["total"]
    (said,) = rep["disagreements"]
    assert (said["id"], said["met"], said["machine"]) == ("ask", False, True)
    assert said["reason"] == "that was only politeness"
    assert rep["personality"] is None
    assert listed(saved)[0]["rep"] is None


def test_taking_back_is_as_if_nothing_was_said(saved: Trainer) -> None:
    """Said twice and taken back once: the machine's verdict stands, and nothing is listed."""
    for options in ((), (), ("--take-back",)):
        assert saved("disagree", "last", "ask", *options).code == 0
    assert "by the machine" not in saved("history").out
    assert saved("disagreements").out == ""
    assert [each["rep"] for each in listed(saved)] == [None, None]


def test_what_the_machine_did_not_decide_needs_an_answer(saved: Trainer) -> None:
    """A typed message has no pace: flipping nothing is refused, an answer is kept and comes into the total."""
    refused = saved("disagree", "last", "number_pace")
    assert refused.code == 2
    assert "--met" in refused.err
    assert "yours: missed, machine: not heard clearly" in saved("disagree", "last", "number_pace", "--missed").out


def test_a_blocker_and_personality_can_be_answered(saved: Trainer) -> None:
    """The wrong number is not wrong for the rep; personality is kept outside the total."""
    outcome = saved("disagree", "last", "wrong_number")
    assert "wrong_number  yours: does not apply, machine: applies" in outcome.out
    before = listed(saved)[0]["rep"]["total"]
    assert "personality  yours: yes, outside the total" in saved("disagree", "last", "personality", "--met").out
    assert (listed(saved)[0]["rep"]["total"], listed(saved)[0]["rep"]["personality"]) == (before, True)
    assert "personality" not in saved("disagreements").out


def test_disagreements_are_listed_with_answers_and_words(saved: Trainer) -> None:
    """Newest first: when, which, whom, what, both answers, the reason, and the words or the whole message."""
    say(saved, 1, "ask", met=False, reason="that was only politeness")
    say(saved, 2, "referral", met=True)
    lines = saved("disagreements").out.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [line.split("  ")[1:] for line in heads] == [
        ["aaaa02", "Dana Whitlock", "referral", "yours: met, machine: missed"],
        ["aaaa01", "Dana Whitlock", "ask", "yours: missed, machine: met"],
    ]
    assert any("You say: that was only politeness" in line for line in lines)
    assert any('Words: "Please call me back' in line for line in lines)
    assert any(f'Words: "{VAGUE[:30]}' in line for line in lines)


def test_an_export_is_what_the_bench_reads(saved: Trainer, tmp_path: Path) -> None:
    """Labels are null but for those the rep decided; what has no label is counted; the bench takes the file."""
    path = tmp_path / "labelled.jsonl"
    say(saved, 1, "ask", met=False)
    for check_id, met in (("referral", True), ("number_twice", True), ("wrong_number", False)):
        say(saved, 2, check_id, met)
    outcome = saved("disagreements", "--export", path)
    assert outcome.code == 0, outcome.err
    assert "2 labels in 2 messages written." in outcome.err
    assert "2 disagreements left out, for want of a label: number_twice (1), wrong_number (1)" in outcome.err
    newer, older = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert (older["text"], newer["text"]) == (ASKED, VAGUE)
    for row, decided in ((older, {"ask": 0}), (newer, {"referral": 1})):
        assert set(row["labels"]) == LABELS
        assert {label: value for label, value in row["labels"].items() if value is not None} == decided
        assert (row["caller_name"], row["caller_company"]) == ("Rachel Porter", "Copperline")
        assert (row["prospect_name"], row["callback_numbers"], row["country"]) == (
            "Dana Whitlock",
            ["+12065550134"],
            "US",
        )
    assert saved("disagreements", "--export", "-").out == path.read_text(encoding="utf-8")

    command = [sys.executable, "bench/checklist.py", str(path), "--json", "--patterns"]
    report = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    differ = {(each["id"], each["label"], each["expected"], each["got"]) for each in report["disagreements"]}
    assert differ == {(older["id"], "ask", 0, 1), (newer["id"], "referral", 1, 0)}
    assert report["messages"] == 2


def test_an_export_never_overwrites(saved: Trainer, tmp_path: Path) -> None:
    """A file that is there is left alone; so is a folder; the code says whose fault it is."""
    path = tmp_path / "mine.jsonl"
    path.write_text("mine")
    say(saved, 2, "referral", met=True)
    outcome = saved("disagreements", "--export", path)
    assert outcome.code == 2
    assert "is there already" in outcome.err
    assert path.read_text() == "mine"
    assert saved("disagreements", "--export", tmp_path).code == 2
    nowhere = saved("disagreements", "--export", tmp_path / "nowhere" / "x.jsonl")
    assert nowhere.code == 5
    assert "Nothing was written." in nowhere.err


def test_only_what_has_no_label_leaves_no_file(saved: Trainer, tmp_path: Path) -> None:
    """The command says what it left out, and does not leave an empty file behind."""
    say(saved, 2, "number_twice", met=True)
    outcome = saved("disagreements", "--export", tmp_path / "x.jsonl")
    assert outcome.code == 0
    assert "0 labels in 0 messages written." in outcome.err
    assert "number_twice (1)" in outcome.err
    assert not (tmp_path / "x.jsonl").exists()


def test_with_nothing_to_show_it_says_what_to_do(saved: Trainer, tmp_path: Path) -> None:
    """Empty states name the key and the command."""
    for arguments in (("disagreements",), ("disagreements", "--export", tmp_path / "x.jsonl")):
        outcome = saved(*arguments)
        assert (outcome.code, outcome.out) == (0, "")
        assert "trainer disagree last CHECK" in outcome.err
    assert not (tmp_path / "x.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("last", "nonsense"), "It has wrong_number, name, company"),
        (("nobody", "ask"), "There is no attempt 'nobody'"),
        (("last", "ask", "--take-back", "--met"), "--take-back stands alone"),
        (("aa", "ask", "--missed"), "There is no attempt 'aa'"),
        (("last",), "Missing argument"),
    ],
)
def test_bad_input_is_told_with_code_2(saved: Trainer, arguments: tuple[str, ...], says: str) -> None:
    """What is wrong and what there is; nothing is kept."""
    outcome = saved("disagree", *arguments)
    assert outcome.code == 2
    assert says in outcome.err
    assert outcome.out == ""
    assert History(Folders(saved.home).history).opinions() == []


def test_a_name_that_fits_two_attempts_is_refused(saved: Trainer) -> None:
    """A short name must name one attempt; the long ones are told."""
    History(Folders(saved.home).history).save(attempt(11, VAGUE))
    outcome = saved("disagree", "1", "ask")
    assert outcome.code == 2
    assert "20260305T120001-aaaa01, 20260305T120011-aaaa11" in outcome.err


def test_without_attempts_it_says_how_to_make_one(rep: Trainer) -> None:
    """The very first thing a person may try."""
    outcome = rep("disagree", "last", "ask")
    assert outcome.code == 2
    assert "trainer drill" in outcome.err
