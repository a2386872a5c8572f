"""Fetching a file: resumed where it broke off, believed only when every byte is right, never left half."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publisher import Publisher, closed_address, publish
from trainer.errors import EngineError, StoreError
from trainer.store.download import Remote, download, is_whole

CONTENT = bytes(range(256)) * 4096  # 1 MiB


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A server with one file."""
    with publish({"model.bin": CONTENT}) as running:
        yield running


def fetch(remote: Remote, path: Path) -> int:
    """Download, and count the bytes that were told."""
    told: list[int] = []
    download(remote, path, told.append)
    return sum(told)


def parts(path: Path) -> list[str]:
    """What lies in the file's folder."""
    return sorted(each.name for each in path.parent.iterdir())


def test_a_file_arrives_whole_and_is_not_fetched_twice(publisher: Publisher, tmp_path: Path) -> None:
    """Progress adds up to the file's size; a second time nobody is asked."""
    path, remote = tmp_path / "models" / "model.bin", publisher.remote("model.bin")
    assert fetch(remote, path) == len(CONTENT)
    assert path.read_bytes() == CONTENT
    assert parts(path) == ["model.bin"]
    assert fetch(remote, path) == len(CONTENT)
    assert len(publisher.asked) == 1


def test_a_broken_connection_is_gone_on_from(publisher: Publisher, tmp_path: Path) -> None:
    """The second try asks for the rest only, and what was half is never under the file's own name."""
    path, remote = tmp_path / "model.bin", publisher.remote("model.bin")
    publisher.breaks_after = 300_000
    with pytest.raises(EngineError, match="kept") as caught:
        fetch(remote, path)
    assert "300,000 of 1,048,576" in caught.value.detail
    assert parts(path) == ["model.bin.part"]
    publisher.breaks_after = None
    assert fetch(remote, path) == len(CONTENT)
    assert publisher.asked == ["/model.bin 0", "/model.bin 300000"]
    assert path.read_bytes() == CONTENT
    assert parts(path) == ["model.bin"]


def test_a_server_without_ranges_starts_over(publisher: Publisher, tmp_path: Path) -> None:
    """The whole file that comes instead of the rest is not put behind the half that is there."""
    path, remote = tmp_path / "model.bin", publisher.remote("model.bin")
    (tmp_path / "model.bin.part").write_bytes(CONTENT[:1000])
    publisher.takes_ranges = False
    assert fetch(remote, path) == len(CONTENT)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("there", [CONTENT, CONTENT + b"more"])
def test_a_part_that_was_complete_needs_no_second_fetch(publisher: Publisher, tmp_path: Path, there: bytes) -> None:
    """Killed between the last byte and the check; a part that is too long is thrown away."""
    path, remote = tmp_path / "model.bin", publisher.remote("model.bin")
    (tmp_path / "model.bin.part").write_bytes(there)
    fetch(remote, path)
    assert path.read_bytes() == CONTENT
    assert len(publisher.asked) == (there != CONTENT)


def test_what_was_not_published_is_thrown_away(publisher: Publisher, tmp_path: Path) -> None:
    """Same size, other bytes: no such file is ever used, and none is left to be gone on from."""
    remote = publisher.remote("model.bin")
    publisher.files["model.bin"] = CONTENT[:-1] + b"?"
    with pytest.raises(EngineError, match="not what was published"):
        fetch(remote, tmp_path / "model.bin")
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_belongs_to_something_else_does_not_stay(publisher: Publisher, tmp_path: Path) -> None:
    """A damaged part is found by the digest of the whole; the try after that begins anew and succeeds."""
    path, remote = tmp_path / "model.bin", publisher.remote("model.bin")
    (tmp_path / "model.bin.part").write_bytes(b"!" * 5000)
    with pytest.raises(EngineError, match="not what was published"):
        fetch(remote, path)
    fetch(remote, path)
    assert path.read_bytes() == CONTENT


def test_a_damaged_file_is_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    """Asking again mends what a bad disk did."""
    path, remote = tmp_path / "model.bin", publisher.remote("model.bin")
    path.write_bytes(b"?" + CONTENT[1:])
    assert not is_whole(path, remote)
    fetch(remote, path)
    assert is_whole(path, remote)


@pytest.mark.parametrize("longer", [b"", b"another file, longer or shorter"])
def test_a_file_of_another_size_is_refused_before_it_is_fetched(
    publisher: Publisher, tmp_path: Path, longer: bytes
) -> None:
    """A wrong address costs no hundred megabytes."""
    remote = publisher.remote("model.bin", CONTENT + longer if longer else CONTENT[:-5])
    with pytest.raises(EngineError, match="another file"):
        fetch(remote, tmp_path / "model.bin")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_never_stops_is_left(publisher: Publisher, tmp_path: Path) -> None:
    """Without a length told, no more is taken than the file may have."""
    remote = publisher.remote("model.bin", CONTENT[:1000])
    publisher.tells_length = False
    with pytest.raises(EngineError, match="not what was published"):
        fetch(remote, tmp_path / "model.bin")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there_is_told(publisher: Publisher, tmp_path: Path) -> None:
    """The answer's number and the address are in the message."""
    with pytest.raises(EngineError) as caught:
        fetch(Remote(f"{publisher.address}/nothing.bin", 5, "0" * 64), tmp_path / "nothing.bin")
    assert f"{publisher.address}/nothing.bin answered 404" in caught.value.detail
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_the_message_says_so(tmp_path: Path) -> None:
    """Offline: what to do, and that drilling goes on without."""
    with pytest.raises(EngineError) as caught:
        fetch(Remote(f"{closed_address()}/model.bin", 5, "0" * 64), tmp_path / "model.bin")
    assert "cannot be reached" in caught.value.detail
    assert "Drilling needs no network" in caught.value.hint
    assert caught.value.exit_code == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_is_told(publisher: Publisher, tmp_path: Path) -> None:
    """The disk is to blame, not the network; the exit code is that of the data folder."""
    (tmp_path / "model.bin.part").symlink_to("/dev/full")
    with pytest.raises(StoreError, match="The disk is full") as caught:
        fetch(publisher.remote("model.bin"), tmp_path / "model.bin")
    assert caught.value.exit_code == 5
    assert not (tmp_path / "model.bin").exists()


def test_more_than_the_disk_has_is_not_begun(publisher: Publisher, tmp_path: Path) -> None:
    """A disk that is too small is known before the first byte."""
    with pytest.raises(StoreError, match="The disk is full"):
        fetch(Remote(f"{publisher.address}/model.bin", 10**18, "0" * 64), tmp_path / "model.bin")
    assert publisher.asked == []
