"""Words of estimative probability, made from the number and never kept: ICD 203 of the United States' intelligence.

Intelligence Community Directive 203, Analytic Standards (2015), section D.6.e.(2): seven terms from 1 to 99 per cent.
Below 1 and above 99 it has none; there plain words of our own stand.
"""

from __future__ import annotations

from bisect import bisect_right

BOUNDS = (0.01, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
"""Where a new term begins; a number on a bound has the higher term, save 0.99, which has the lower."""
TERMS = (
    "estimative.below_scale",
    "estimative.almost_no_chance",
    "estimative.very_unlikely",
    "estimative.unlikely",
    "estimative.even_chance",
    "estimative.likely",
    "estimative.very_likely",
    "estimative.almost_certain",
    "estimative.above_scale",
)
"""Keys of the catalogue of words, from 0 to 1."""


def term_of(probability: float) -> str:
    """The key of the words for a probability.

    Raises:
        ValueError: It is no probability.
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"{probability} is no probability")
    return TERMS[-1] if probability > 0.99 else TERMS[bisect_right(BOUNDS, probability)]
