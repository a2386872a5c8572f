"""What can go wrong with the history's database, told to a person."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError

from trainer.errors import StoreError

_SAFE = "Everything saved before is still there, and so are your recordings."
_ELSEWHERE = "Check the disk, or set TRAINER_HOME to a folder that you may write to."

_ERRORS = {
    sqlite3.SQLITE_FULL: ("The history could not be written", "The disk is full.", "Free some space and try again."),
    sqlite3.SQLITE_IOERR: ("The history could not be read or written", "The disk failed or is full.", _ELSEWHERE),
    sqlite3.SQLITE_READONLY: ("The history could not be written", "It is read-only.", _ELSEWHERE),
    sqlite3.SQLITE_CANTOPEN: ("The history could not be opened", "Its folder cannot be used.", _ELSEWHERE),
    sqlite3.SQLITE_PERM: ("The history could not be opened", "You may not read or write it.", _ELSEWHERE),
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def store_error(error: DBAPIError | sqlite3.Error, place: str) -> StoreError:
    """The error of a database at this place, in plain words."""
    if isinstance(error, IntegrityError):
        return StoreError(
            "That attempt is saved already", "The history keeps the first one, and was not changed.", "Go on."
        )
    cause = error.orig if isinstance(error, DBAPIError) else error
    # The lowest byte of SQLite's code is the kind of error, the rest its circumstances.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return StoreError(
            "The history is damaged",
            f"{place} cannot be read as a database. It was not changed, and your recordings are safe.",
            "Put a backup in its place, or move it away: the next attempt then starts a new history.",
        )
    if code == sqlite3.SQLITE_BUSY:
        return is_in_use(place)
    title, reason, hint = _ERRORS.get(code, ("The history failed", f"{cause}.", _ELSEWHERE))
    return StoreError(title, f"{reason} ({place}) {_SAFE}", hint)


def is_in_use(place: str) -> StoreError:
    """Another process has kept the history to itself for longer than anybody should wait."""
    return StoreError(
        "The history is in use",
        f"Another program has been writing to {place} for a while. {_SAFE}",
        "Close other windows of Voicemail Trainer and try again.",
    )


def is_newer(place: str, version: str, newest: str) -> StoreError:
    """The history was written by a later version of the program."""
    return StoreError(
        "The history is from a newer Voicemail Trainer",
        f"{place} has version {version}; this program knows versions up to {newest}. It was not changed.",
        "Update Voicemail Trainer, or set TRAINER_HOME to another folder.",
    )


def is_not_ours(place: str) -> StoreError:
    """There is a database where the history belongs, and it is something else."""
    return StoreError(
        "That is not a history of Voicemail Trainer",
        f"{place} is a database of another program. It was not changed.",
        "Move it away, or set TRAINER_HOME to another folder.",
    )
