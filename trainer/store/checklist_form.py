"""The form of a checklist file, for pydantic to hold it against. Loaded only when a file is to be checked."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from trainer.core.checklist import CheckKind
from trainer.core.sense import Meaning

_Text = Annotated[str, Field(min_length=1)]
_Phrases = tuple[_Text, ...]
_Probability = Annotated[float, Field(strict=True, ge=0, le=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Source(_Model):
    author: _Text
    title: _Text
    date: str = ""
    url: str = ""
    disagrees: str = ""


class _Meaning(_Model):
    of: Meaning
    met_from: _Probability
    missed_below: _Probability

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.missed_below > self.met_from:
            raise ValueError("missed_below is above met_from")
        return self


class CheckForm(_Model):
    """A check as a file has it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    kind: CheckKind = "phrases"
    title: _Text
    points: Annotated[int, Field(strict=True, ge=0, le=100)]
    source: _Text
    tip: _Text
    phrases: _Phrases = ()
    lookalikes: _Phrases = ()
    limit_s: Annotated[float, Field(strict=True, gt=0)] | None = None
    within_s: Annotated[float, Field(strict=True, gt=0)] | None = None
    within_words: Annotated[int, Field(strict=True, gt=0)] | None = None
    meaning: _Meaning | None = None


class BlockerForm(_Model):
    """A blocker as a file has it."""

    id: Literal["no_message", "scam", "wrong_number"]
    title: _Text
    source: _Text
    tip: _Text
    phrases: _Phrases = ()
    lookalikes: _Phrases = ()
    meaning: _Meaning | None = None


class _Words(_Model):
    everyday: str = ""


class ChecklistForm(_Model):
    """A whole checklist."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[int, Field(strict=True, ge=1)]
    title: _Text
    pass_mark: Annotated[int, Field(strict=True, ge=0, le=100)]
    sources: dict[str, _Source]
    parts: dict[str, _Text] = Field(default_factory=dict)
    words: _Words = Field(default_factory=_Words)
    check: Annotated[tuple[CheckForm, ...], Field(min_length=1)]
    blocker: tuple[BlockerForm, ...] = ()


class _Named(BaseModel):
    model_config = ConfigDict(extra="allow")
    id: _Text
    phrases: _Phrases = ()
    lookalikes: _Phrases = ()


class ExtensionForm(BaseModel):
    """What a file that extends another must hold before the two can be joined."""

    model_config = ConfigDict(extra="allow")
    extends: _Text
    omit: tuple[str, ...] = ()
    sources: dict[str, Any] = Field(default_factory=dict)
    parts: dict[str, Any] = Field(default_factory=dict)
    words: _Words = Field(default_factory=_Words)
    check: tuple[_Named, ...] = ()
    blocker: tuple[_Named, ...] = ()
