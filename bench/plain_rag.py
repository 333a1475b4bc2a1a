"""A plain LangChain RAG over the same texts: what Pincite is compared with."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import chromadb
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.model import Corpus, Provision

PROMPT = "Answer from the context only.\n\nContext:\n{context}\n\nQuestion: {question}"


@dataclass(frozen=True, slots=True)
class PlainRag:
    """Chunks of 1000 characters, overlapping by 200, in a Chroma collection."""

    store: Chroma

    def search(self, question: str, k: int) -> list[tuple[str, str]]:
        """Return the article and the text of the nearest chunks."""
        found = self.store.similarity_search(question, k)
        return [(chunk.metadata["article"], chunk.page_content) for chunk in found]

    def ask(self, question: str, k: int = 5) -> str:
        """Return the prompt for a language model; what the model takes comes on top."""
        context = "\n\n".join(text for _, text in self.search(question, k))
        return PROMPT.format(context=context, question=question)


def build(corpus: Corpus, folder: Path, embeddings: Embeddings) -> PlainRag:
    """Split each document's whole text and index the chunks."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=1000, chunk_overlap=200, add_start_index=True
    )
    rag = load(folder, embeddings)
    for document_id in corpus.documents:
        articles = [p for p in corpus.of_document(document_id) if "." not in p.anchor]
        text, starts = _joined(articles)
        chunks = splitter.create_documents([text])
        for chunk in chunks:
            middle = chunk.metadata["start_index"] + len(chunk.page_content) // 2
            chunk.metadata["article"] = articles[bisect_right(starts, middle) - 1].id
        _add(rag.store, chunks)
    return rag


def load(folder: Path, embeddings: Embeddings) -> PlainRag:
    """Open the collection in a folder."""
    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    return PlainRag(Chroma("plain", embeddings, client=client))


def _joined(articles: list[Provision]) -> tuple[str, list[int]]:
    """Return the text of a document as a page shows it, and where each article starts."""
    text, starts = "", []
    for article in articles:
        starts.append(len(text))
        title = " - ".join((article.label, *article.headings[-1:]))
        text += f"{title}\n{article.text}\n\n"
    return text, starts


def _add(store: Chroma, chunks: list[Document], batch: int = 1000) -> None:
    for start in range(0, len(chunks), batch):
        store.add_documents(chunks[start : start + batch])
