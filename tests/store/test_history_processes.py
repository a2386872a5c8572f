"""Several processes, and processes that die: nothing saved is lost, and the history always opens."""

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import Popen

from trainer.core.attempt import Attempt
from trainer.store.history import History

Make = Callable[..., Attempt]
RunPython = Callable[[str, Sequence[str | Path]], "Popen[str]"]

SAVE_ALL = """
import sys, pathlib, pickle
from trainer.store.history import History
attempts = pickle.loads(pathlib.Path(sys.argv[2]).read_bytes())
print("ready", flush=True)
sys.stdin.readline()
history = History(pathlib.Path(sys.argv[1]))
for attempt in attempts:
    history.save(attempt)
"""

# Saves in a child that is killed at a random moment, again and again, on one history.
SAVE_AND_DIE = """
import os, sys, pathlib, pickle, random, signal, time
from dataclasses import replace
from trainer.store.history import History
history = History(pathlib.Path(sys.argv[1]))
attempt = pickle.loads(pathlib.Path(sys.argv[2]).read_bytes())
moments = random.Random(11)
history.save(attempt)
for life in range(40):
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        number = 0
        while True:
            name = f"life-{life:02}-{number:04}"
            history.save(replace(attempt, id=name))
            os.write(tell, f"{name}\\n".encode())
            number += 1
    os.close(tell)
    with open(told) as finished:
        sys.stdout.write(finished.readline())
        time.sleep(moments.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sys.stdout.write(finished.read())
"""

# The same, each time on a history that the child has to make first.
MAKE_AND_DIE = """
import os, sys, pathlib, pickle, random, signal, time
import alembic.command
from trainer.store.history import History
attempt = pickle.loads(pathlib.Path(sys.argv[2]).read_bytes())
moments = random.Random(13)
started = time.perf_counter()
History(pathlib.Path(sys.argv[1]) / "history.db").save(attempt)
usual_s = time.perf_counter() - started
for life in range(20):
    history = History(pathlib.Path(sys.argv[1]) / str(life) / "history.db")
    child = os.fork()
    if child == 0:
        history.attempts()
        history.save(attempt)
        signal.pause()
    time.sleep(moments.uniform(0, 2 * usual_s))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found = history.attempts()
    print("found" if found == [attempt] else "none" if found == [] else "wrong", flush=True)
"""


def test_processes_that_start_and_save_at_once_lose_nothing(
    tmp_path: Path, make_attempt: Make, run_python: RunPython
) -> None:
    """Two apps and a batch meet on a history that does not exist yet: one makes it, all use it."""
    path = tmp_path / "history.db"
    expected = []
    processes = []
    for process in range(4):
        attempts = [make_attempt(100 * process + number) for number in range(25)]
        (tmp_path / f"{process}.pickle").write_bytes(pickle.dumps(attempts))
        processes.append(run_python(SAVE_ALL, [path, tmp_path / f"{process}.pickle"]))
        expected += attempts
    for running in processes:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
    for running in processes:
        assert running.stdin is not None
        running.stdin.write("go\n")
        running.stdin.flush()
    for running in processes:
        running.communicate()
        assert running.returncode == 0
    assert sorted(History(path).attempts(), key=lambda attempt: attempt.id) == expected


def test_a_killed_process_loses_nothing_it_finished(tmp_path: Path, make_attempt: Make, run_python: RunPython) -> None:
    """Kill -9 at 40 random moments of saving: every finished attempt is there, whole, and no half row."""
    path = tmp_path / "history.db"
    (tmp_path / "attempt.pickle").write_bytes(pickle.dumps(make_attempt(1)))
    with run_python(SAVE_AND_DIE, [path, tmp_path / "attempt.pickle"]) as process:
        finished = process.communicate()[0].split()
    assert process.returncode == 0
    assert len(finished) >= 40
    saved = History(path).attempts()
    assert all(attempt.scorecard == make_attempt(1).scorecard for attempt in saved)
    # A life may have saved one more than it could still tell; the first was saved before them all.
    assert {attempt.id for attempt in saved} >= set(finished)
    assert len(saved) <= len(finished) + 40 + 1


def test_a_process_killed_on_first_use_leaves_a_history_that_opens(
    tmp_path: Path, make_attempt: Make, run_python: RunPython
) -> None:
    """Kill -9 while the tables are made: the next start finishes the work, and what was saved is there."""
    (tmp_path / "attempt.pickle").write_bytes(pickle.dumps(make_attempt(1)))
    with run_python(MAKE_AND_DIE, [tmp_path, tmp_path / "attempt.pickle"]) as process:
        found = process.communicate()[0].split()
    assert process.returncode == 0
    assert len(found) == 20
    assert set(found) <= {"found", "none"}
