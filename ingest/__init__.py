"""Turn published legal texts into provisions: no model, no vector store."""
