"""Articles → evidence: reading, cleaning, sentences, vectors and search. No language model, no UI."""
