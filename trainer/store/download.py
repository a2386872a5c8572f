"""Fetching a published file: resumable, and believed only when every byte is what it must be."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import EngineError
from trainer.store.files import cannot_write, make_folder

if TYPE_CHECKING:
    from http.client import HTTPResponse

_BLOCK = 256 * 1024
_PATIENCE_S = 30.0
_KEPT = "What has come so far is kept."
_GO_ON = "Run the same command again: it goes on from there."


@dataclass(frozen=True, slots=True)
class Remote:
    """A file somewhere, and what it must come to."""

    url: str
    """http or https."""
    size: int
    """Bytes."""
    sha256: str
    """In hexadecimal."""


def is_whole(path: Path, remote: Remote) -> bool:
    """Whether a file is there with exactly the content that was published."""
    if not path.is_file() or path.stat().st_size != remote.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == remote.sha256


def download(remote: Remote, path: Path, came: Callable[[int], None]) -> None:
    """Make the file at path, unless it is whole already; tells came() the bytes as they arrive, found ones at once.

    What has come lies beside it as .part until it is whole and checked, and is gone on from the next time.
    EngineError if it does not come or is not what was published, StoreError if it cannot be written.
    """
    if is_whole(path, remote):
        came(remote.size)
        return
    part = path.with_name(f"{path.name}.part")
    make_folder(path.parent)
    try:
        _complete(remote, part, came)
        if not is_whole(part, remote):
            part.unlink()
            raise EngineError(
                f"{path.name} is not what was published",
                f"What {remote.url} sent has another digest than the trainer knows. It was deleted.",
                "Try again. If it happens twice, somebody changes the file on its way, or the address is wrong.",
            )
        part.replace(path)
    except OSError as error:
        raise cannot_write(part, error, _KEPT) from error


def _complete(remote: Remote, part: Path, came: Callable[[int], None]) -> None:
    """Bring a part to its full length."""
    there = part.stat().st_size if part.exists() else 0
    if there > remote.size:
        there = 0
    if there == remote.size:
        came(there)
        return
    if shutil.disk_usage(part.parent).free < remote.size - there:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with _answer(remote, there) as answer:
        there = _starts_at(answer, there, remote)
        came(there)
        with part.open("ab" if there else "wb") as file:
            for block in _blocks(answer, remote):
                there += file.write(block)
                came(len(block))
                if there > remote.size:
                    break
            file.flush()
            os.fsync(file.fileno())
    if there < remote.size:
        raise _broken(remote, f"The connection ended after {there:,} of {remote.size:,} bytes.")


def _answer(remote: Remote, there: int) -> HTTPResponse:
    asked = urllib.request.Request(remote.url, headers={"User-Agent": "voicemail-trainer"})  # noqa: S310  checked by who asks
    if there:
        asked.add_header("Range", f"bytes={there}-")
    try:
        answer: HTTPResponse = urllib.request.urlopen(asked, timeout=_PATIENCE_S)  # noqa: S310  checked by who asks
    except urllib.error.HTTPError as error:
        error.close()
        raise EngineError(
            "The model could not be fetched",
            f"{remote.url} answered {error.code} {error.reason}. {_KEPT}",
            "Try again later, or name another address that has the same files: --from URL.",
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise EngineError(
            "The model could not be fetched",
            f"{remote.url} cannot be reached: {getattr(error, 'reason', error)}. {_KEPT}",
            f"Connect this machine to the network for a moment. {_GO_ON} Drilling needs no network.",
        ) from error
    return answer


def _starts_at(answer: HTTPResponse, there: int, remote: Remote) -> int:
    """Where the answer's first byte belongs; EngineError if it is of a file of another size."""
    starts, size = 0, answer.headers.get("Content-Length")
    if answer.status == http.client.PARTIAL_CONTENT:
        told = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
        starts, size = (int(told[1]), told[2]) if told else (-1, None)
    if (starts and starts != there) or (size is not None and int(size) != remote.size):
        raise EngineError(
            "The address has another file",
            f"{remote.url} offers {size or 'an unknown number of'} bytes, not {remote.size}.",
            "Leave --from out, or name an address that has the same files.",
        )
    return starts


def _blocks(answer: HTTPResponse, remote: Remote) -> Iterator[bytes]:
    try:
        while block := answer.read(_BLOCK):
            yield block
    except (OSError, http.client.HTTPException) as error:
        raise _broken(remote, f"The connection broke: {error}.") from error


def _broken(remote: Remote, why: str) -> EngineError:
    return EngineError("The model has not come whole", f"{why} {_KEPT} It comes from {remote.url}.", _GO_ON)
