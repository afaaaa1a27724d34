"""Renderings of results. A result becomes an outline once; each format knows only outlines, or rows for CSV."""
