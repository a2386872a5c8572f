"""Making folders and writing small files, so that a crash never leaves half of one."""

import errno
import os
import tempfile
from pathlib import Path

from trainer.errors import StoreError, UsageError

_REASONS = {
    errno.ENOSPC: ("The disk is full.", "Free some space and try again."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Free some space and try again."),
    errno.EROFS: ("The disk is read-only.", "Set TRAINER_HOME to a folder that you may write to."),
    errno.EACCES: ("You may not write there.", "Set TRAINER_HOME to a folder that you may write to."),
    errno.EPERM: ("You may not write there.", "Set TRAINER_HOME to a folder that you may write to."),
}


def cannot_write(path: Path, error: OSError, kept: str = "") -> StoreError:
    """The error for something that could not be written; `kept` says in a sentence what is still there."""
    number = error.errno if error.errno is not None else 0
    reason, hint = _REASONS.get(
        number,
        (f"{error.strerror or error}.", "Check the disk, or set TRAINER_HOME to a folder that you may write to."),
    )
    return StoreError(f"Cannot write {path}", f"{reason} {kept}".strip(), hint)


def make_folder(path: Path) -> Path:
    """The folder, made with its parents if need be; StoreError if it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    return path


def write_whole(path: Path, text: str, kept: str = "The file is as it was before.") -> None:
    """Replace a file in one step: afterwards it holds the old text or the new, whatever happens meanwhile."""
    make_folder(path.parent)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error, kept) from error


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; UsageError if it is, StoreError if it cannot be: then none is left."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "It was not changed.", "Name a file that is not there.") from error
    except OSError as error:
        raise cannot_write(path, error, "Nothing was written.") from error
