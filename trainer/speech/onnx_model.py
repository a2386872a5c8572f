"""Opening ONNX model files, with errors that name the file and say what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_ERRORS_ONLY = 3
_RECOGNISER = "the speech recogniser"


def open_model(path: Path, hint: str, of: str = _RECOGNISER) -> InferenceSession:
    """A session on one thread; EngineError with this hint if the file, one of this engine, is missing or damaged.

    One thread, because a second gains nothing on models this small and the sound thread needs the other core.
    """
    import onnxruntime

    if not path.is_file():
        raise EngineError(f"A file of {of} is missing", f"{path} is not there.", hint)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise damaged(path, hint, of) from error


def damaged(path: Path, hint: str, of: str = _RECOGNISER) -> EngineError:
    """The error for a file that is there but cannot be used."""
    return EngineError(f"A file of {of} is damaged", f"{path} cannot be read.", hint)
