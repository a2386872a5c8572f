"""Make the model of meaning again: `python -m bench.meaning.train BASE_FOLDER OUT_FOLDER [--epochs N] ...`.

Needs, beside the trainer itself: torch, transformers, safetensors, onnx and onnxscript (none of them is needed to run
the trainer). BASE_FOLDER holds the public weights sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0): config.json,
model.safetensors and vocab.txt; the weights are checked by their digest. It takes six minutes
on one core; more threads than idle cores make it slower.

A word's pieces are tagged with what they help to do (MEANINGS); a message does what its three most certain pieces say.
The vocabulary is cut to what English needs, and the weights are kept in eight bits.
"""

import argparse
import hashlib
import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import BertForTokenClassification

from bench.meaning.messages import Message, read_messages, varied
from trainer.core.sense import MEANINGS
from trainer.speech.word_pieces import WordPieces

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LONGEST_PIECES = 256
"""Longer messages are judged window by window."""
_COMMON_PIECES = 12_000
"""The vocabulary is ordered by frequency: rarer words than these are spelled in pieces."""
_BATCH, _BUCKET = 16, 160
_RATE_BODY, _RATE_HEAD = 8e-5, 1e-3
_CERTAIN_PIECES = 3
_HALF = torch.ops.mkldnn._is_mkldnn_bf16_supported()
"""Where the processor has no half precision of its own, imitating it is ten times slower."""
_DOUBT = 0.02
"""Nobody labels without error: whole messages are taught as this much less than certain."""
_AVERAGED_FROM = 0.4
"""The weights kept are the mean of those after this part of the steps: steadier than the last ones."""


def cut_vocabulary(folder: Path) -> dict[str, int]:
    """The pieces that English needs, in order, each with its row of the old embedding."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {piece: row for row, piece in enumerate(pieces) if _needed(piece, row)}


def _needed(piece: str, row: int) -> bool:
    if len(piece) > 1 and piece.startswith("["):
        return piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
    bare = piece.removeprefix("##")
    return bare.isascii() and (len(bare) == 1 or row < _COMMON_PIECES)


def base_model(folder: Path, rows: Sequence[int], layers: int) -> Any:
    """The public weights, checked, with the cut vocabulary and a fresh head; what words are is learned already."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise SystemExit(f"{folder}/model.safetensors is not the expected file: its SHA-256 is {digest}")
    model = BertForTokenClassification.from_pretrained(
        folder, num_labels=len(MEANINGS), num_hidden_layers=layers, attn_implementation="eager"
    )
    embeddings = model.bert.embeddings
    embeddings.word_embeddings = nn.Embedding.from_pretrained(
        embeddings.word_embeddings.weight[list(rows)].detach().clone(), freeze=False, padding_idx=0
    )
    model.config.vocab_size = len(rows)
    nn.init.constant_(model.classifier.bias, -2)
    for frozen in (embeddings, model.bert.encoder.layer[0]):
        frozen.requires_grad_(False)
    return model


def encoded(message: Message, vocabulary: WordPieces) -> tuple[list[int], list[list[float]]]:
    """The numbers of a message's pieces and, for each, which labels it earns; the mark before them stands for all."""
    spelled = [(number, word.labels) for word in message for number in vocabulary.numbers(word.text)]
    inside = spelled[: LONGEST_PIECES - 2]
    whole = frozenset(label for _, labels in inside for label in labels)
    marked = [(vocabulary.before, whole), *inside, (vocabulary.after, frozenset[int]())]
    earned = [[float(label in labels) for label in range(len(MEANINGS))] for _, labels in marked]
    return [number for number, _ in marked], earned


def batched(examples: Sequence[tuple[list[int], list[list[float]]]]) -> tuple[Any, Any, Any]:
    """Numbers, mask and labels as tensors, padded to the longest."""
    longest = max(len(ids) for ids, _ in examples)
    ids = torch.tensor([each + [0] * (longest - len(each)) for each, _ in examples])
    mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each, _ in examples])
    nothing = [0.0] * len(MEANINGS)
    earned = torch.tensor([each + [nothing] * (longest - len(each)) for _, each in examples])
    return ids, mask, earned


def message_scores(scores: Any, mask: Any) -> Any:
    """A message's score for every label: the mean of its most certain pieces."""
    certain = min(_CERTAIN_PIECES, scores.shape[1])
    return scores.masked_fill(mask[..., None] == 0, -1e4).topk(certain, dim=1).values.mean(1)


def loss_of(scores: Any, mask: Any, earned: Any) -> Any:
    """How far off the tags of the pieces and of the whole messages are."""
    function = nn.functional.binary_cross_entropy_with_logits
    pieces = function(scores, earned, reduction="none") * mask[..., None]
    whole = function(message_scores(scores, mask), earned.amax(1) * (1 - 2 * _DOUBT) + _DOUBT)
    return pieces.sum() / (mask.sum() * len(MEANINGS)) + whole


def batches(messages: Sequence[Message], vocabulary: WordPieces, rng: random.Random) -> Iterable[tuple[Any, Any, Any]]:
    """One epoch of varied messages, those of like length together."""
    examples = [encoded(varied(message, messages, rng), vocabulary) for message in messages]
    rng.shuffle(examples)
    for bucket in range(0, len(examples), _BUCKET):
        alike = sorted(examples[bucket : bucket + _BUCKET], key=lambda each: len(each[0]))
        groups = [alike[start : start + _BATCH] for start in range(0, len(alike), _BATCH)]
        rng.shuffle(groups)
        yield from (batched(group) for group in groups)


def train(model: Any, messages: Sequence[Message], vocabulary: WordPieces, epochs: int, seed: int) -> Any:
    """Teach the model; returns it with the mean of its weights over the later steps."""
    rng = random.Random(seed)  # noqa: S311 - the same variations every time
    steps = epochs * math.ceil(len(messages) / _BATCH)
    body = [each for each in model.bert.parameters() if each.requires_grad]
    groups = [{"params": body}, {"params": model.classifier.parameters()}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [_RATE_BODY, _RATE_HEAD], steps, pct_start=0.1)
    mean = torch.optim.swa_utils.AveragedModel(model)
    step = 0
    model.train()
    for epoch in range(epochs):
        total = 0.0
        for ids, mask, earned in batches(messages, vocabulary, rng):
            with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
                scores = model(input_ids=ids, attention_mask=mask).logits
            loss = loss_of(scores.float(), mask, earned)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            total += loss.item()
            if step > steps * _AVERAGED_FROM:
                mean.update_parameters(model)
            if step % 20 == 0:
                print(f"step {step} of {steps}: loss {loss.item():.3f}", flush=True)
        print(f"epoch {epoch + 1}: loss {total * epochs / steps:.3f}", flush=True)
    return mean.module.eval()


def export(model: Any, pieces: Iterable[str], folder: Path) -> None:
    """Write the model in eight bits, and its vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    example = torch.tensor([[2, 5, 3]])
    torch.onnx.export(
        _Inference(model),
        (example,),
        str(whole),
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "scores")},
        dynamo=False,
    )
    quantize_dynamic(whole, folder / "meaning.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    whole.unlink()
    (folder / "vocabulary.txt").write_text("\n".join(pieces), encoding="ascii")


class _Inference(nn.Module):
    """The model as it is asked: a message's numbers in, a score for every piece and label out."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Any) -> Any:
        """Scores before the sigmoid."""
        return self.model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits


def main() -> None:
    """Train and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    pieces = cut_vocabulary(options.base)
    messages = read_messages()
    print(f"{len(messages)} messages, {len(pieces)} pieces")
    model = base_model(options.base, list(pieces.values()), options.layers)
    model = train(model, messages, WordPieces(list(pieces)), options.epochs, options.seed)
    export(model, pieces, options.out)


if __name__ == "__main__":
    main()
