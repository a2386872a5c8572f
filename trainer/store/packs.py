"""Packs: folders of scenarios by theme, one level below a scenarios folder, each perhaps with a pack.toml."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from trainer.core.scenario import Pack
from trainer.store.fit import build
from trainer.store.toml_file import Fault, Refused, find_toml

PACK_FILE = "pack.toml"
"""The file in a pack's folder that says what the pack is called."""


def files_by_pack(folders: Iterable[Path]) -> Iterator[tuple[Path | None, list[Path]]]:
    """The scenario files of these folders: first those that lie in a folder itself, then each pack with its own.

    The pack's folder is None for the former. A folder that is not there holds none.
    """
    for folder in folders:
        yield None, sorted(folder.glob("*.toml"))
        for pack in sorted(path for path in folder.glob("*") if path.is_dir()):
            yield pack, [path for path in sorted(pack.glob("*.toml")) if path.name != PACK_FILE]


def read_pack(folder: Path | None) -> tuple[Pack, list[Fault]]:
    """The pack of a folder, by its name if it does not say more; and every fault of its pack.toml."""
    if folder is None:
        return Pack(), []
    plain = Pack(id=folder.name, title=folder.name)
    try:
        file = find_toml(folder / PACK_FILE)
    except Refused as error:
        return plain, list(error.faults)
    if file is None:
        return plain, []
    pack, faults = build(Pack, file, {"id": folder.name})
    texts = [(key, value) for key, value in file.values.items() if isinstance(value, str)]
    faults += [file.fault((key,), "is empty") for key, value in texts if not value.strip()]
    return pack or plain, faults
