"""Annotation: sentences, quotations, names, references, times and quantities of a document."""
