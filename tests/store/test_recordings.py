"""Recordings: on disk while they are made, found again after a crash, never outside their folder."""

import json
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from subprocess import Popen

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.attempt import Unfinished
from trainer.errors import StoreError
from trainer.store.folders import Folders
from trainer.store.recordings import RecordingFolder

RATE_HZ = 16_000
TONE = np.asarray(np.sin(np.arange(RATE_HZ) / 10) / 2, dtype=np.float32)

RECORD_UNTIL_KILLED = """
import sys, pathlib, datetime, numpy
from trainer.core.attempt import Unfinished
from trainer.store.folders import Folders
from trainer.store.recordings import RecordingFolder
store = RecordingFolder(Folders(pathlib.Path(sys.argv[1])))
note = Unfinished(id="killed", started_at=datetime.datetime(2026, 3, 5, tzinfo=datetime.UTC), scenario_id="desk-line",
    scenario_fingerprint="f", prospect_name="Dana", recording="recordings/2026/03/05/killed.wav")
recording = store.begin(note, 16000)
for _ in range(20):
    recording.write(numpy.full(1600, 0.25, numpy.float32))
print("written", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(folders: Folders) -> RecordingFolder:
    """The recordings of an empty data folder."""
    return RecordingFolder(folders)


def note_for(store: RecordingFolder, number: int = 1) -> Unfinished:
    """A note as a drill writes it."""
    started_at = datetime(2026, 3, 5, 12, number, tzinfo=UTC)
    return Unfinished(
        id=f"call-{number}",
        started_at=started_at,
        scenario_id="desk-line",
        scenario_fingerprint="0123456789abcdef",
        prospect_name="Zoë Ødegård",
        recording=store.path_for(f"call-{number}", started_at),
        early_speech_s=0.25,
    )


def record(store: RecordingFolder, note: Unfinished) -> None:
    """Record a second of tone."""
    recording = store.begin(note, RATE_HZ)
    recording.write(TONE)
    recording.close()


def test_recordings_lie_by_date_in_utc(store: RecordingFolder) -> None:
    """A call at midnight lies on the same day wherever the computer is."""
    late = datetime(2026, 3, 5, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert store.path_for("20260306-abc", late) == "recordings/2026/03/06/20260306-abc.wav"


def test_looking_makes_nothing(folders: Folders, store: RecordingFolder) -> None:
    """A first start leaves no folders behind."""
    assert store.unfinished() == []
    assert not folders.root.exists()


def test_a_recording_is_kept_and_read_back(folders: Folders, store: RecordingFolder) -> None:
    """What was said is what is heard, within 16 bits."""
    note = note_for(store)
    record(store, note)
    clip = store.load(note.recording)
    assert clip.rate_hz == RATE_HZ
    np.testing.assert_allclose(clip.samples, TONE, atol=1 / 32768)
    assert store.absolute(note.recording) == folders.root / note.recording


def test_the_note_is_there_before_the_first_sample(store: RecordingFolder) -> None:
    """Whenever the program dies, sound on disk has a note; but a note without sound is not offered."""
    note = note_for(store)
    recording = store.begin(note, RATE_HZ)
    assert store.unfinished() == []
    recording.write(TONE[:100])
    assert store.unfinished() == [note]
    recording.close()


def test_a_settled_recording_is_not_unfinished(store: RecordingFolder) -> None:
    """Once the attempt is saved nobody is asked about it again; the sound stays."""
    note = note_for(store)
    record(store, note)
    store.settle(note.id)
    store.settle(note.id)
    assert store.unfinished() == []
    assert store.load(note.recording).frames == RATE_HZ


def test_a_discarded_recording_is_gone(store: RecordingFolder) -> None:
    """An abandoned call leaves neither sound nor note."""
    note = note_for(store)
    record(store, note)
    store.discard(note.id)
    store.discard(note.id)
    assert store.unfinished() == []
    assert not store.absolute(note.recording).exists()


def test_unfinished_recordings_come_oldest_first(store: RecordingFolder) -> None:
    """The order of the calls, not of the files."""
    notes = [note_for(store, number) for number in (10, 2, 7)]
    for note in notes:
        record(store, note)
    assert [note.id for note in store.unfinished()] == ["call-2", "call-7", "call-10"]


@pytest.mark.parametrize("content", ["", "not JSON", "[1]", "{}"])
def test_a_damaged_note_is_left_out(folders: Folders, store: RecordingFolder, content: str) -> None:
    """One bad file does not keep the others from being found."""
    note = note_for(store)
    record(store, note)
    (folders.unfinished / "broken.json").write_text(content)
    assert store.unfinished() == [note]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "somebody-else"},
        {"recording": "../../etc/passwd"},
        {"recording": None},
        {"started_at": "yesterday"},
        {"early_speech_s": "long"},
    ],
)
def test_a_note_that_makes_no_sense_is_left_out(
    folders: Folders, store: RecordingFolder, change: dict[str, str | None]
) -> None:
    """A note that was tampered with opens nothing."""
    note = note_for(store)
    record(store, note)
    path = folders.unfinished / f"{note.id}.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert store.unfinished() == []


def test_a_note_without_its_recording_is_left_out(store: RecordingFolder) -> None:
    """Somebody deleted the file: there is nothing to score."""
    note = note_for(store)
    record(store, note)
    store.absolute(note.recording).unlink()
    assert store.unfinished() == []


def test_a_killed_recording_is_found_with_all_its_sound(
    folders: Folders, store: RecordingFolder, run_python: Callable[[str, Sequence[str | Path]], "Popen[str]"]
) -> None:
    """Kill -9 in the middle of a message costs nothing of what was written."""
    with run_python(RECORD_UNTIL_KILLED, [folders.root]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    (note,) = store.unfinished()
    assert (note.id, note.prospect_name) == ("killed", "Dana")
    clip = store.load(note.recording)
    assert clip.frames == 20 * 1600
    np.testing.assert_allclose(clip.samples, 0.25, atol=1 / 32768)


@pytest.mark.parametrize(
    "path",
    [
        "../history.db",
        "recordings/../history.db",
        "recordings/../../../etc/passwd",
        "/etc/passwd",
        "recordings//etc/passwd",
        "recordings",
        "recordings/",
        "recordings/..",
        "recordings/.hidden.wav",
        "recordings\\..\\history.db",
        "recordings/C:/x.wav",
        "settings.toml",
        "",
    ],
)
def test_no_path_leads_out_of_the_recordings(store: RecordingFolder, path: str) -> None:
    """A history or a note from a stranger opens, writes and deletes no other file."""
    with pytest.raises(StoreError, match="not the path of a recording"):
        store.absolute(path)
    with pytest.raises(StoreError):
        store.begin(replace(note_for(store), recording=path), RATE_HZ)


@given(st.text())
def test_any_path_is_refused_or_stays_inside(text: str) -> None:
    """Whatever the text, the file lies under recordings/ and nowhere else."""
    root = Path("/data")
    try:
        path = RecordingFolder(Folders(root)).absolute(f"recordings/{text}")
    except StoreError:
        return
    assert path.resolve().is_relative_to(root / "recordings")
    assert path != root / "recordings"


@pytest.mark.parametrize("attempt_id", ["", "..", "a/b", "../x", "a\\b", ".hidden", "a\n"])
def test_no_id_leads_out_of_the_notes(store: RecordingFolder, attempt_id: str) -> None:
    """An id is the name of a file and nothing more."""
    with pytest.raises(StoreError, match="not the id of an attempt"):
        store.discard(attempt_id)


def test_a_missing_or_damaged_recording_is_told(store: RecordingFolder) -> None:
    """The score is still there when the sound is not, and the message says so."""
    note = note_for(store)
    with pytest.raises(StoreError, match="cannot be read") as missing:
        store.load(note.recording)
    assert missing.value.exit_code == 5
    assert "There is no file" in missing.value.detail
    record(store, note)
    store.absolute(note.recording).write_bytes(b"no sound")
    with pytest.raises(StoreError, match="cannot be read"):
        store.load(note.recording)


def test_a_recording_that_cannot_begin_leaves_no_note(folders: Folders, store: RecordingFolder) -> None:
    """The next start does not ask about a call that has no sound."""
    note = note_for(store)
    (folders.root / note.recording).mkdir(parents=True)
    with pytest.raises(StoreError, match="could not be started"):
        store.begin(note, RATE_HZ)
    assert list(folders.unfinished.iterdir()) == []


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Before the first sample, with exit code 5."""
    (tmp_path / "taken").write_text("")
    store = RecordingFolder(Folders(tmp_path / "taken"))
    with pytest.raises(StoreError, match="Cannot write"):
        store.begin(note_for(store), RATE_HZ)
