"""Attempts as rows and back again."""

from pydantic import TypeAdapter, ValidationError

from trainer.core.attempt import Attempt
from trainer.errors import StoreError

_ATTEMPT = TypeAdapter(Attempt)


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
        raise StoreError(
            "An attempt in the history cannot be read",
            f"The row {row.get('id')} is damaged: {error.errors()[0]['msg']}. Nothing was changed.",
            "Put a backup of the history in its place, or go on without this attempt.",
        ) from error
