"""Does a file have the shape of a dataclass? Every fault in plain words, found by pydantic."""

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cached_property
from types import GenericAlias, UnionType
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from trainer.store.toml_file import Fault, TomlFile, did_you_mean, unknown_key
from trainer.store.toml_lines import Key

T = TypeVar("T")

_STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

_DATE = "date or time"
"""Stands for a TOML date in JSON, which has none."""

_WORDS = {
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "dataclass_type": "must be a table",
}
"""What to say about pydantic's kinds of error; other kinds keep pydantic's own words."""


class Shape(Generic[T]):
    """The shape of a file that describes one dataclass."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    def build(self, file: TomlFile, given: Mapping[str, object]) -> tuple[T | None, list[Fault]]:
        """The dataclass that a file describes, or None with every fault of its shape.

        `given` holds the fields that do not come from inside the file, such as an id made from its name.
        """
        faults = [file.fault((key,), "is not yours to set: the trainer sets it") for key in given if key in file.values]
        # Strict JSON lets a table be a dataclass and a list a tuple, but no text be a number. It knows no dates.
        document = json.dumps([{**file.values, **given}], default=lambda value: {_DATE: str(value)})
        try:
            (built,) = self._adapter.validate_json(document)
        except ValidationError as error:
            return None, faults + [self._fault(file, found, given) for found in error.errors(include_url=False)]
        return (None if faults else built), faults

    @cached_property
    def _adapter(self) -> TypeAdapter[tuple[T]]:
        # In a tuple, since pydantic takes no configuration for a plain dataclass standing alone.
        return TypeAdapter(cast("type[tuple[T]]", GenericAlias(tuple, (self._kind,))), config=_STRICT)

    def _fault(self, file: TomlFile, found: ErrorDetails, given: Mapping[str, object]) -> Fault:
        key: Key = tuple(part for part in found["loc"][1:] if part != "[key]")  # pydantic's word for "the key itself"
        value = found["input"]
        match found["type"]:
            case "missing":
                return file.fault(key, "is missing")
            case "unexpected_keyword_argument":
                known = _field_names(self._kind, key[:-1]) - given.keys()
                return file.fault(key, unknown_key(str(key[-1]), known))
            case "literal_error":
                expected = found["ctx"]["expected"].replace("'", '"')
                guess = did_you_mean(value, re.findall('"([^"]*)"', expected)) if isinstance(value, str) else ""
                return file.fault(key, f"must be {expected}, not {_shown(value)}{guess}")
            case kind:
                return file.fault(key, f"{_WORDS.get(kind, found['msg'])}, not {_shown(value)}")


def _shown(value: object) -> str:
    """A value as the file has it, cut short."""
    if isinstance(value, dict):
        return str(value.get(_DATE, "a table"))
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:37] + "..."


def _field_names(kind: type, key: Key) -> set[str]:
    """The names of the fields at a key inside a dataclass; empty where anything may stand."""
    at: Any = kind  # a type expression: typing has no name for one
    for part in key:
        if is_dataclass(at) and isinstance(at, type):
            at = get_type_hints(at).get(str(part))
        elif get_origin(at) is not None:
            at = get_args(at)[0] if isinstance(part, int) else get_args(at)[-1]
        if get_origin(at) in {Union, UnionType}:
            at = get_args(at)[0]
    return set(get_type_hints(at)) if is_dataclass(at) and isinstance(at, type) else set()
