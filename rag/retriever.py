"""Offer a search as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from rag.model import Filters, Hit, Question, Search


class PinciteRetriever(BaseRetriever):
    """Finds provisions; each comes as a document whose metadata says what to cite."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    k: int = 8
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain passes it
    ) -> list[Document]:
        return [_document(hit) for hit in self.search(Question(query, self.filters), self.k)]


def _document(hit: Hit) -> Document:
    provision = hit.provision
    return Document(
        id=provision.id,
        page_content=provision.text,
        metadata={
            "provision_id": provision.id,
            "label": provision.label,
            "document_id": provision.document_id,
            "tier": provision.tier,
            "score": hit.score,
            "why": hit.why,
        },
    )
