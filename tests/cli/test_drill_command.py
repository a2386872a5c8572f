"""`trainer drill`: the whole drill without the app, from a clean start, over a pipe."""

import json
import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import pytest
import soundfile

from tests.cli.commands import CLEAR_MESSAGE, Trainer

pytestmark = [pytest.mark.engine, pytest.mark.voice]


def test_a_first_drill_from_an_empty_home(trainer: Trainer) -> None:
    """No profile, no data folder, no sound card: a recording is enough, and the scorecard quotes its words."""
    outcome = trainer("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast")
    assert outcome.code == 0, outcome.err
    assert "PASSED" in outcome.out
    assert "third clinic" in outcome.out
    assert "Dana Whitlock" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_drill_prints_json_and_nothing_else_on_stdout(rep: Trainer) -> None:
    """Scripts read stdout; the story of the call is on stderr."""
    outcome = rep("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast", "--json")
    (attempt,) = json.loads(outcome.out)["attempts"]
    met = {verdict["id"] for verdict in attempt["verdicts"] if verdict["met"]}
    assert attempt["scenario"] == "desk-line"
    assert {"name", "company", "reason", "ask", "referral", "follow_up", "follow_up_when", "number"} <= met
    assert {"number_twice", "under_30s", "personal"} <= met
    assert attempt["ended_by"] == "hung up"
    assert 24.0 < attempt["delivery"]["seconds"] < 27.0


def test_what_the_rep_hears_is_written_down(trainer: Trainer, tmp_path: Path) -> None:
    """--speaker holds ring-back, greeting and beep, and ends with the message."""
    speaker = tmp_path / "heard.wav"
    assert trainer("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--speaker", speaker, "--fast").code == 0
    heard, rate_hz = soundfile.read(speaker)
    assert len(heard) / rate_hz > soundfile.info(CLEAR_MESSAGE).duration + 5
    assert 0.05 < abs(heard).max() < 1.0


def test_a_message_that_does_not_pass_exits_with_1(rep: Trainer, tmp_path: Path) -> None:
    """Hanging up right after the beep is scored 0 and tells so by its code."""
    silence = tmp_path / "silence.wav"
    soundfile.write(silence, [0.0] * 24_000, 48_000)
    outcome = rep("drill", "desk-line", "--mic", silence, "--fast")
    assert outcome.code == 1
    assert outcome.out.startswith("0 of 100 - NOT PASSED")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("drill", "desk-lime", "--mic", CLEAR_MESSAGE), "desk-line"),
        (("drill", "desk-line", "--fast"), "--mic"),
        (("drill", "desk-line", "--mic", "/nowhere/message.wav"), "/nowhere/message.wav"),
        (("drill", "desk-line", "--mic", Path(__file__)), "not a recording"),
    ],
)
def test_bad_input_is_told_with_code_2(trainer: Trainer, arguments: tuple[str | Path, ...], says: str) -> None:
    """An unknown scenario, a missing or unreadable recording: what is wrong, and no traceback."""
    outcome = trainer(*arguments)
    assert outcome.code == 2
    assert says in outcome.err
    assert "Traceback" not in outcome.err


def test_without_a_sound_card_a_drill_says_what_to_do(trainer: Trainer) -> None:
    """No microphone is code 3 and the way on is named."""
    outcome = trainer("drill", "desk-line")
    assert outcome.code == 3
    assert "--mic" in outcome.err


def test_a_data_folder_that_cannot_be_written_is_told_with_code_5(tmp_path: Path) -> None:
    """A file where the data folder should be: nothing starts, nothing is lost."""
    (tmp_path / "home").write_text("not a folder")
    outcome = Trainer(tmp_path / "home")("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast")
    assert outcome.code == 5
    assert "Traceback" not in outcome.err


def start(trainer: Trainer, *arguments: str | Path) -> subprocess.Popen[str]:
    """A drill in real time, running when this returns: the message has begun."""
    running = subprocess.Popen(
        [sys.executable, "-m", "trainer", "drill", "desk-line", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=trainer.environment,
    )
    assert running.stderr is not None
    assert running.stdin is not None
    for line in running.stderr:
        if "mailbox answers" in line:
            running.stdin.write("#\n")
            running.stdin.flush()
        if "speak now" in line:
            break
    return running


def test_a_killed_drill_is_offered_and_scored_at_the_next_start(rep: Trainer) -> None:
    """Kill -9 in the middle of a message: the recording is there, is mentioned, and can be scored."""
    with start(rep, "--mic", CLEAR_MESSAGE) as running:
        time.sleep(8)
        running.kill()
    mentioned = rep("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast")
    assert "trainer score --unfinished" in mentioned.err
    scored = rep("score", "--unfinished", "--json")
    assert scored.code == 0, scored.err
    (attempt,) = json.loads(scored.out)["attempts"]
    assert attempt["transcript"]["text"].lower().startswith("hi")
    assert 6.0 < attempt["transcript"]["words"][-1]["end_s"] < 9.5
    with wave.open(str(rep.home / attempt["recording"])) as recording:
        assert 6.0 < recording.getnframes() / recording.getframerate() < 9.5
    assert rep("score", "--unfinished", "--json").out.count('"id": "20') == 0


def test_interrupting_a_drill_keeps_what_was_said(rep: Trainer) -> None:
    """Ctrl-C leaves with 130, in order, and names the way to the kept recording."""
    with start(rep, "--mic", CLEAR_MESSAGE) as running:
        time.sleep(3)
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 130
        assert running.stderr is not None
        assert "--unfinished" in running.stderr.read()


def test_enter_hangs_up_over_a_pipe(rep: Trainer) -> None:
    """A line on stdin is a key: the message ends there and is scored."""
    with start(rep, "--mic", CLEAR_MESSAGE) as running:
        time.sleep(4)
        out, err = running.communicate("\n", timeout=20)
        assert running.returncode == 1
        assert "of 100" in out
        assert "Traceback" not in err


def test_a_second_drill_is_refused_while_one_runs(rep: Trainer) -> None:
    """Two would share a microphone: the second says so with code 5, the first goes on."""
    with start(rep, "--mic", CLEAR_MESSAGE) as running:
        second = rep("drill", "desk-line", "--mic", CLEAR_MESSAGE, "--fast")
        assert second.code == 5
        assert "already running" in second.err
        assert running.poll() is None
        os.kill(running.pid, signal.SIGINT)


def test_a_call_in_words_and_keys(rep: Trainer) -> None:
    """A telephone that rings is answered, who speaks is told with their words, and what they heard is on the card."""
    outcome = rep(
        "drill", "stop-calling-me", "--mic", CLEAR_MESSAGE, "--fast", "--press", "your telephone=answer", "--json"
    )
    assert outcome.code == 1
    assert "Your telephone rings: Enter answers." in outcome.err
    assert "A stranger: Stop calling me!" in outcome.err
    (attempt,) = json.loads(outcome.out)["attempts"]
    assert attempt["moments"][0]["who"] == "A stranger"
    assert "lost_call" in [blocker["id"] for blocker in attempt["blockers"]]
    bad = rep("drill", "stop-calling-me", "--mic", CLEAR_MESSAGE, "--fast", "--press", "your telephone=enter")
    assert (bad.code, "presses no key" in bad.err) == (2, True)


def test_a_full_mailbox_asks_what_next_and_waits_for_nobody(rep: Trainer) -> None:
    """Over a pipe that has ended, the question is told and nothing hangs."""
    outcome = rep("drill", "no-room-left", "--mic", CLEAR_MESSAGE, "--fast")
    assert outcome.code == 1
    assert "Their mailbox is full. What now?" in outcome.err
    assert "You did not say." in outcome.out


def test_a_bad_hour_is_asked_about_before_dialing(rep: Trainer) -> None:
    """Without a yes nobody is called; --anyway dials and fails the drill."""
    refused = rep("drill", "saturday-evening", "--mic", CLEAR_MESSAGE, "--fast")
    assert refused.code == 130
    assert "It is Sat 20:15 there; Canadian rules allow calls from 10:00 to 18:00." in refused.err
    assert "It rings" not in refused.err
    dialed = rep("drill", "saturday-evening", "--mic", CLEAR_MESSAGE, "--fast", "--anyway")
    assert dialed.code == 1
    assert "STOP: you dialed all the same" in dialed.out
