"""The recordings in the data folder, by date, and the notes that make lost ones findable."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.core.attempt import Unfinished
from trainer.errors import StoreError, UsageError
from trainer.store.files import cannot_write, make_folder, write_whole
from trainer.store.folders import Folders

# numpy and soundfile wait until there is sound: the app asks for unfinished recordings before its first call.
if TYPE_CHECKING:
    from trainer.audio.clip import Clip, Samples
    from trainer.audio.recording_file import RecordingFile

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_HEADER_BYTES = 44


class NotedRecording:
    """A message on disk while it is being made."""

    def __init__(self, relative_path: str, file: RecordingFile) -> None:
        self._relative_path = relative_path
        self._file = file

    @property
    def relative_path(self) -> str:
        """Where it lies, relative to the data folder."""
        return self._relative_path

    def write(self, samples: Samples) -> None:
        """Append samples; StoreError if the disk is full, and what was written before stays."""
        self._file.write(samples)

    def close(self) -> None:
        """Complete the file. Closing twice is fine."""
        self._file.close()


class RecordingFolder:
    """Recordings under recordings/YEAR/MONTH/DAY, each with a note under unfinished/ until its attempt is saved."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders

    def path_for(self, attempt_id: str, started_at: datetime) -> str:
        """The relative path a new recording gets: by date (UTC), named after its attempt."""
        return f"recordings/{started_at.astimezone(UTC):%Y/%m/%d}/{_safe(attempt_id)}.wav"

    def begin(self, note: Unfinished, rate_hz: int) -> NotedRecording:
        """Leave the note and open the recording that it names; StoreError if either cannot be."""
        from trainer.audio.recording_file import RecordingFile

        path = self.absolute(note.recording)
        make_folder(path.parent)
        write_whole(self._note_path(note.id), _written(note), kept="No recording was begun.")
        try:
            return NotedRecording(note.recording, RecordingFile(path, rate_hz))
        except StoreError:
            self.settle(note.id)
            raise

    def settle(self, attempt_id: str) -> None:
        """The attempt is saved: drop its note. One that is gone already is fine."""
        _delete(self._note_path(attempt_id))

    def discard(self, attempt_id: str) -> None:
        """Delete a recording and its note; without a note there is nothing to delete."""
        note = _read_note(self._note_path(attempt_id))
        if note is not None:
            _delete(self.absolute(note.recording))
        self.settle(attempt_id)

    def unfinished(self) -> list[Unfinished]:
        """Recordings that were never scored, oldest first; empty or unreadable ones are left out."""
        notes = [_read_note(path) for path in self._folders.unfinished.glob("*.json")]
        found = [note for note in notes if note is not None and self._has_sound(note)]
        return sorted(found, key=lambda note: (note.started_at, note.id))

    def load(self, relative_path: str) -> Clip:
        """Read a recording back; StoreError if it is gone or damaged."""
        from trainer.audio.clip_file import read_clip

        try:
            return read_clip(self.absolute(relative_path))
        except UsageError as error:
            raise StoreError(
                "The recording cannot be read",
                f"{error.title}. {error.detail}".rstrip(),
                "If it was scored, the score and the words are still in the history.",
            ) from error

    def complete(self, relative_path: str) -> None:
        """Give a recording that was cut off the header that other programs need; StoreError if it cannot be."""
        from trainer.audio.recording_file import write_clip

        path = self.absolute(relative_path)
        whole = path.with_name(f"whole-{path.name}")
        write_clip(whole, self.load(relative_path))
        whole.replace(path)

    def absolute(self, relative_path: str) -> Path:
        """Where a recording lies on this machine; StoreError if the path would lead out of the recordings."""
        top, *rest = relative_path.split("/")
        if top != "recordings" or not rest or not all(_NAME.fullmatch(part) for part in rest):
            raise StoreError(
                "That is not the path of a recording",
                f"{relative_path!r} does not lie under {self._folders.recordings}. Nothing was read or written.",
                "Choose a recording from the history.",
            )
        return self._folders.root.joinpath(top, *rest)

    def _note_path(self, attempt_id: str) -> Path:
        return self._folders.unfinished / f"{_safe(attempt_id)}.json"

    def _has_sound(self, note: Unfinished) -> bool:
        try:
            return self.absolute(note.recording).stat().st_size > _HEADER_BYTES
        except (OSError, StoreError):
            return False


def _safe(attempt_id: str) -> str:
    if not _NAME.fullmatch(attempt_id):
        raise StoreError("That is not the id of an attempt", f"{attempt_id!r} cannot be the name of a file.")
    return attempt_id


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error, "The file is still there.") from error


def _written(note: Unfinished) -> str:
    return json.dumps({**asdict(note), "started_at": note.started_at.isoformat()}, indent=2) + "\n"


def _read_note(path: Path) -> Unfinished | None:
    """A note, or None if it is not there or cannot be understood."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        note = Unfinished(
            id=str(fields["id"]),
            started_at=datetime.fromisoformat(fields["started_at"]).astimezone(UTC),
            scenario_id=str(fields["scenario_id"]),
            scenario_fingerprint=str(fields["scenario_fingerprint"]),
            prospect_name=str(fields["prospect_name"]),
            recording=str(fields["recording"]),
            early_speech_s=float(fields["early_speech_s"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return note if note.id == path.stem else None
