"""Recordings from anywhere, read as clips: every fault a file can have is named."""

import re
from pathlib import Path

import numpy as np
import soundfile

from trainer.audio.clip import Clip, Samples
from trainer.errors import UsageError

LONGEST_S = 20 * 60.0
"""Nobody leaves a longer message: the tape of the first answering machines held 20 minutes."""

_BLOCK_FRAMES = 1 << 16
_SLOWEST_RATE_HZ = 4000
_UNSTATED_BYTES = 0x7FFFF000
_OGG_PAGE_BYTES = 65307
_OGG_LAST_PAGE = 4
_CONVERT = "Convert it to WAV first, for example: ffmpeg -i {name} message.wav"
_EXPORT_AGAIN = "Copy or export it again."


def read_clip(path: Path, longest_s: float = LONGEST_S) -> Clip:
    """Read a WAV, FLAC, OGG (or whatever else libsndfile knows) of any rate and channel count, mixed to mono.

    UsageError if it is missing, a folder, empty, cut short, too long, or not sound. Length and rate are checked
    before samples are read.
    """
    _check_file(path)
    try:
        with soundfile.SoundFile(path) as file:
            _check_header(path, file, longest_s)
            samples = _mono(path, file, longest_s)
            rate_hz = int(file.samplerate)
    except soundfile.LibsndfileError as error:
        raise _not_sound(path, error) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    return Clip(samples, rate_hz)


def _check_file(path: Path) -> None:
    try:
        if not path.exists():
            raise UsageError(f"There is no file {path}", hint="Check the name and the folder.")
        if path.is_dir():
            raise UsageError(f"{path} is a folder", hint="Name a recording in it.")
        if not path.is_file():
            raise UsageError(f"{path} is not a file", hint="Name a recording.")
        if path.stat().st_size == 0:
            raise UsageError(f"{path} is empty", "It holds 0 bytes.", _EXPORT_AGAIN)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> UsageError:
    reason = getattr(error, "strerror", None) or str(error)
    return UsageError(f"{path} cannot be read", f"{reason}.", "Check that you may read it.")


def _not_sound(path: Path, error: soundfile.LibsndfileError) -> UsageError:
    if not error.prefix:  # the header was fine; decoding failed on the way
        return _cut_short(path, "Its sound cannot be decoded to the end.")
    reason = f"The sound library says: {error.error_string}"
    return UsageError(f"{path} is not a recording that can be read", reason, _CONVERT.format(name=path.name))


def _cut_short(path: Path, detail: str) -> UsageError:
    return UsageError(f"{path} is cut short or damaged", detail, _EXPORT_AGAIN)


def _too_long(path: Path, longest_s: float) -> UsageError:
    return UsageError(
        f"{path} is too long",
        f"A message may last {longest_s / 60:g} minutes at most.",
        "Cut the message out of it, then try again.",
    )


def _check_header(path: Path, file: soundfile.SoundFile, longest_s: float) -> None:
    if file.samplerate < _SLOWEST_RATE_HZ:
        detail = f"Its header says {file.samplerate} Hz; speech needs {_SLOWEST_RATE_HZ} Hz at least."
        raise UsageError(f"{path} has too low a sampling rate", detail, _EXPORT_AGAIN)
    if file.frames == 0:
        raise UsageError(f"{path} is empty", "It holds no sound, only a header.", _EXPORT_AGAIN)
    if file.frames > longest_s * file.samplerate:
        raise _too_long(path, longest_s)
    if _promises_more(file.extra_info) or (file.format == "OGG" and not _ogg_ends(path)):
        raise _cut_short(path, f"Only {file.frames / file.samplerate:.1f} s of its sound are there.")


def _promises_more(log: str) -> bool:
    """Whether libsndfile's log says that the chunk of samples is shorter than its header states.

    A program that writes to a pipe cannot know the length and states the largest number instead: that is fine.
    """
    stated = [
        (int(stated), int(found)) for stated, found in re.findall(r"(?:data|SSND) : (\d+) \(should be (\d+)\)", log)
    ]
    return any(found < promised < _UNSTATED_BYTES for promised, found in stated)


def _ogg_ends(path: Path) -> bool:
    """Whether the last page of an Ogg file is marked as the last."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _OGG_PAGE_BYTES))
        tail = file.read()
    page = tail.rfind(b"OggS")
    return page >= 0 and len(tail) > page + 5 and bool(tail[page + 5] & _OGG_LAST_PAGE)


def _mono(path: Path, file: soundfile.SoundFile, longest_s: float) -> Samples:
    """All samples, mixed to mono block by block; what is not a number becomes silence."""
    blocks: list[Samples] = []
    frames = 0
    for block in file.blocks(_BLOCK_FRAMES, dtype="float32", always_2d=True):
        mixed = np.asarray(block.mean(axis=1), dtype=np.float32)
        blocks.append(np.nan_to_num(mixed, copy=False, nan=0.0, posinf=0.0, neginf=0.0))
        frames += len(mixed)
        if frames > longest_s * file.samplerate:  # some headers do not tell
            raise _too_long(path, longest_s)
    if frames < file.frames:
        raise _cut_short(path, f"Only {frames / file.samplerate:.1f} s of its sound are there.")
    return np.concatenate(blocks)
