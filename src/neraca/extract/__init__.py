"""Extraction: the claims of a document, from its annotated sentences."""
