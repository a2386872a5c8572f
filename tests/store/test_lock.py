"""One drill at a time in one data folder, and no dead process in the way of the next."""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import Popen

import pytest

from trainer.errors import StoreError
from trainer.store.folders import Folders
from trainer.store.lock import hold

HOLD_UNTIL_KILLED = """
import sys, pathlib
from trainer.store.folders import Folders
from trainer.store.lock import hold
with hold(Folders(pathlib.Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""

RunPython = Callable[[str, Sequence[str | Path]], "Popen[str]"]


def test_a_second_process_is_told_which_one_runs(folders: Folders, run_python: RunPython) -> None:
    """Two windows would record each other's calls; the message says where the first one is."""
    with run_python(HOLD_UNTIL_KILLED, [folders.root]) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="already running") as caught, hold(folders):
            pass
        assert f"process {first.pid}" in caught.value.detail
        assert caught.value.exit_code == 5
        assert first.communicate("")[0] == ""
    with hold(folders):
        pass


def test_a_killed_holder_is_no_obstacle(folders: Folders, run_python: RunPython) -> None:
    """Kill -9 leaves nothing to clean up by hand."""
    with run_python(HOLD_UNTIL_KILLED, [folders.root]) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        first.send_signal(signal.SIGKILL)
    with hold(folders):
        assert (folders.root / "drill.pid").read_text() == f"{os.getpid()}\n"


def test_a_second_drill_of_the_same_process_is_refused(folders: Folders) -> None:
    """A drill started twice by a slip does not run twice, whichever thread it is on."""
    refused: list[StoreError] = []

    def try_to_hold() -> None:
        try:
            with hold(folders):
                pass
        except StoreError as error:
            refused.append(error)

    with hold(folders):
        try_to_hold()
        thread = threading.Thread(target=try_to_hold)
        thread.start()
        thread.join()
    assert len(refused) == 2
    with hold(folders):
        pass


def test_the_lock_is_given_back_after_a_failure(folders: Folders) -> None:
    """A drill that ends in an error does not block the next."""
    with pytest.raises(ZeroDivisionError), hold(folders):
        raise ZeroDivisionError
    with hold(folders):
        pass
    assert not (folders.root / "drill.pid").exists()


def test_two_folders_are_two_reps(tmp_path: Path) -> None:
    """A shared computer can hold two drills, each in its own data folder."""
    with hold(Folders(tmp_path / "ana")), hold(Folders(tmp_path / "ben")):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A sentence instead of a traceback."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreError, match="Cannot write"), hold(Folders(tmp_path / "taken")):
        pass
