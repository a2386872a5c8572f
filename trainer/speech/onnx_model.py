"""Opening ONNX model files, with errors that name the file and say what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import EngineError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_ERRORS_ONLY = 3


def open_model(path: Path, hint: str) -> InferenceSession:
    """A session on one thread; EngineError with this hint if the file is missing or damaged.

    One thread, because a second gains nothing on models this small and the sound thread needs the other core.
    """
    import onnxruntime

    if not path.is_file():
        raise EngineError("A file of the speech recogniser is missing", f"{path} is not there.", hint)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise damaged(path, hint) from error


def damaged(path: Path, hint: str) -> EngineError:
    """The error for a file that is there but cannot be used."""
    return EngineError("A file of the speech recogniser is damaged", f"{path} cannot be read.", hint)
