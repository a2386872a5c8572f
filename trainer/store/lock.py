"""One Voicemail Trainer drills at a time in one data folder: two would share a microphone and its recordings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from trainer.errors import StoreError
from trainer.store.files import cannot_write, make_folder
from trainer.store.folders import Folders


@contextmanager
def hold(folders: Folders) -> Iterator[None]:
    """Hold the data folder for drilling; StoreError if another process, or another drill of this one, holds it.

    The operating system lets go of the lock when the holder ends, however it ends.
    """
    holder = make_folder(folders.root) / "drill.pid"
    # A lock per thread could not be given back from a thread other than the one that took it.
    lock = FileLock(folders.root / "drill.lock", blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise _already_running(holder) from error
    except OSError as error:
        raise cannot_write(folders.root / "drill.lock", error) from error
    try:
        with suppress(OSError):  # only the message to a second one is poorer without it
            holder.write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _already_running(holder: Path) -> StoreError:
    try:
        process = f" as process {int(holder.read_text(encoding='ascii'))}"
    except (OSError, ValueError):
        process = ""
    return StoreError(
        "Voicemail Trainer is already running",
        f"It runs in another window{process} and uses {holder.parent}. Nothing was changed here.",
        "Go on in that window, or close it and try again. For a second rep, set TRAINER_HOME to another folder.",
    )
