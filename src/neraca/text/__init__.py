"""Texts: words, normal forms, offsets, stems."""
