"""Attempts and opinions as rows and back again."""

from pydantic import TypeAdapter, ValidationError

from trainer.core.attempt import Attempt
from trainer.core.opinion import Opinion
from trainer.errors import StoreError

_ATTEMPT = TypeAdapter(Attempt)
_OPINION = TypeAdapter(Opinion)


def row_of(attempt: Attempt) -> dict[str, object]:
    """The columns of an attempt: the whole transcript and scorecard, and beside them what is asked for by itself."""
    row: dict[str, object] = _ATTEMPT.dump_python(attempt)
    return row | {
        "engine": attempt.transcript.engine.name,
        "engine_version": attempt.transcript.engine.version,
        "checklist_id": attempt.scorecard.checklist_id,
        "checklist_version": attempt.scorecard.checklist_version,
        "total": attempt.scorecard.total,
        "passed": attempt.scorecard.passed,
        "seconds": attempt.scorecard.delivery.seconds,
    }


def attempt_of(row: dict[str, object]) -> Attempt:
    """The attempt of a row. A field that is younger than the row gets its default; StoreError if the row is damaged."""
    try:
        return _ATTEMPT.validate_python(row)
    except ValidationError as error:
        raise _damaged("An attempt", row.get("id"), error, "attempt") from error


def opinion_row_of(opinion: Opinion) -> dict[str, object]:
    """The columns of an opinion; the database numbers it."""
    row: dict[str, object] = _OPINION.dump_python(opinion)
    return row


def opinion_of(row: dict[str, object]) -> Opinion:
    """The opinion of a row; StoreError if the row is damaged."""
    try:
        return _OPINION.validate_python(row)
    except ValidationError as error:
        raise _damaged("An opinion", row.get("number"), error, "opinion") from error


def _damaged(what: str, name: object, error: ValidationError, without: str) -> StoreError:
    return StoreError(
        f"{what} in the history cannot be read",
        f"The row {name} is damaged: {error.errors()[0]['msg']}. Nothing was changed.",
        f"Put a backup of the history in its place, or go on without this {without}.",
    )
