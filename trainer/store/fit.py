"""Does a table fit a dataclass? Quickly: what does not fit is explained by trainer.store.shape, at its own pace."""

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from trainer.store.toml_file import Fault, TomlFile

T = TypeVar("T")


class _MisfitError(Exception):
    """A value is not of its field's type."""


def fit(kind: type[T], table: Mapping[str, object]) -> T | None:
    """The dataclass that a table describes, None if anything in it is missing, unknown or of another type."""
    try:
        built = _dataclass(kind, table)
    except _MisfitError:
        return None
    return built if isinstance(built, kind) else None


def build(kind: type[T], file: TomlFile, given: Mapping[str, object]) -> tuple[T | None, list[Fault]]:
    """The dataclass that a file describes, or every fault of its shape.

    `given` holds the fields that do not come from inside the file. The explanation is loaded when there is something
    to explain.
    """
    if given.keys().isdisjoint(file.values):
        built = fit(kind, {**file.values, **given})
        if built is not None:
            return built, []
    from trainer.store.shape import Shape  # brings pydantic, which takes longer than reading fifty files

    return Shape(kind).build(file, given)


def _dataclass(kind: Any, table: object) -> object:  # Any: typing has no name for "a dataclass's type"
    if not isinstance(table, Mapping):
        raise _MisfitError
    known = {field.name: field for field in fields(kind)}
    needed = {name for name, field in known.items() if field.default is MISSING and field.default_factory is MISSING}
    if not needed <= table.keys() <= known.keys():
        raise _MisfitError
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in table.items()})


def _value(hint: Any, value: object) -> object:  # Any: a type expression
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        return _value(next(each for each in get_args(hint) if each is not NoneType), value)
    if origin is Literal and value in get_args(hint):
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(_value(get_args(hint)[0], each) for each in value)
    if origin is Mapping and isinstance(value, dict):
        names, values = get_args(hint)
        return {_value(names, name): _value(values, each) for name, each in value.items()}
    if is_dataclass(hint):
        return _dataclass(hint, value)
    if hint is float and type(value) in {int, float} and math.isfinite(value):  # type: ignore[arg-type]  # just asked
        return float(value)  # type: ignore[arg-type]
    if type(value) is hint:
        return value
    raise _MisfitError
