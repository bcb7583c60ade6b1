"""How the shipped reader is made: encoder, heads, corpora, training, export. Needs torch; the program does not."""
