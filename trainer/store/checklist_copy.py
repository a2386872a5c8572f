"""Copying a checklist into the person's own folder."""

from pathlib import Path

from trainer.errors import UsageError
from trainer.store.checklists import CHECKLIST_ID, Shelf
from trainer.store.files import write_whole
from trainer.store.toml_file import changed_toml, read_toml


def copy_checklist(shelf: Shelf, choice: str, new_id: str) -> Path:
    """Copy a checklist, comments and all, under a new id and title; returns the new file.

    UsageError if the id is taken or cannot be one, or the original has faults; StoreError if the file cannot be
    written. Nothing is overwritten.
    """
    if not CHECKLIST_ID.fullmatch(new_id):
        raise UsageError(
            f"{new_id!r} cannot be the id of a checklist",
            "An id has small letters, digits and hyphens only, and begins with a letter.",
            "For example: trainer checklists copy articles my-team",
        )
    path = shelf.own / f"{new_id}.toml"
    taken = [*shelf.named(new_id), *([path] if path.exists() else [])]
    if taken:
        kept = f"{taken[0]} is left as it is."
        raise UsageError(f"There is a checklist {new_id} already", kept, "Choose another id.")
    original = shelf.find(choice)
    title = f"{shelf.load(original).title} ({new_id})"
    write_whole(path, changed_toml(read_toml(original).text, {"id": new_id, "title": title}))
    return path
