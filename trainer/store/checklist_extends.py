"""A checklist file that extends another: what stands in it, joined with what it takes over."""

from collections.abc import Mapping, Sequence
from typing import Any

Table = dict[str, Any]

_OWN = frozenset({"id", "version", "title"})
"""What a file always says itself."""
_ADDED = ("phrases", "lookalikes")
"""Lists of a check that are added to those taken over; everything else takes their place."""


def joined(own: Mapping[str, Any], base: Mapping[str, Any]) -> Table:
    """The whole checklist: what `own` says, then what it takes over from `base`.

    Checks that stand in `own` come first, in its order. One that `base` has, too, takes over what `own` leaves unsaid.
    """
    omitted = frozenset(own.get("omit", ()))
    whole = {key: value for key, value in base.items() if key not in _OWN} | dict(own)
    for name in ("sources", "parts"):
        whole[name] = {**base.get(name, {}), **own.get(name, {})}
    everyday = (table.get("words", {}).get("everyday", "") for table in (base, own))
    whole["words"] = {"everyday": "\n".join(everyday)}
    for name in ("check", "blocker"):
        taken = [item for item in base.get(name, ()) if item["id"] not in omitted]
        whole[name] = _items(own.get(name, ()), taken)
    return {key: value for key, value in whole.items() if key not in {"extends", "omit"}}


def _items(own: Sequence[Table], taken: Sequence[Table]) -> list[Table]:
    by_id = {item["id"]: item for item in taken}
    said = {item["id"] for item in own}
    return [_item(item, by_id.get(item["id"], {})) for item in own] + [i for i in taken if i["id"] not in said]


def _item(own: Table, taken: Table) -> Table:
    added = {name: [*taken.get(name, ()), *own.get(name, ())] for name in _ADDED if name in taken and name in own}
    return {**taken, **own, **added}
