"""Articles in: files to documents, with what is known about each and how it is known."""

from neraca.ingest.documents import Ingested, issue_of, read_documents
from neraca.ingest.given import Given
from neraca.ingest.sources import Source, SourcePath, list_sources, read_source

__all__ = ["Given", "Ingested", "Source", "SourcePath", "issue_of", "list_sources", "read_documents", "read_source"]
