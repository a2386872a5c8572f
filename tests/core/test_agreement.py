"""The verdicts against labelled messages, through the bench that measures them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MESSAGES = Path(__file__).with_name("messages.jsonl")


@pytest.fixture(scope="module")
def report() -> Any:
    """What the bench says of our own messages, judged as the product judges them."""
    command = [sys.executable, "bench/checklist.py", str(MESSAGES), "--json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_json_format(report: Any) -> None:
    """The report has the documented keys."""
    assert set(report) == {
        "messages", "labels", "mean_mcc", "number_times_exact", "milliseconds_per_message", "disagreements",
    }  # fmt: skip
    assert all(set(each) == {"positives", "precision", "recall", "f1", "mcc"} for each in report["labels"].values())
    assert all(set(each) == {"id", "label", "expected", "got", "text", "evidence"} for each in report["disagreements"])
    assert report["messages"] == len(MESSAGES.read_text(encoding="utf-8").splitlines())


def test_agreement_does_not_fall(report: Any) -> None:
    """A change of phrases or model that loses agreement is noticed. These messages were seen: the figures flatter."""
    assert report["mean_mcc"] >= 0.9
    assert report["number_times_exact"] == 1.0
    assert min(figures["mcc"] for figures in report["labels"].values()) >= 0.6


def test_cost(report: Any) -> None:
    """A message is scored while nobody notices; the bound leaves room for a busy machine."""
    assert report["milliseconds_per_message"] < 200


def test_null_labels_do_not_count(tmp_path: Path) -> None:
    """Where people disagreed there is nothing to agree with."""
    labels = {"name": None, "ask": 1, "number_times": None}
    row: dict[str, Any] = {"id": "x", "text": "call me", "labels": labels, "callback_numbers": [], "country": None}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    command = [sys.executable, "bench/checklist.py", str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "1 messages" in run.stdout
    assert "people say" not in run.stdout
