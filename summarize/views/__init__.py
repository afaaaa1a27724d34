"""What the app shows, as HTML and figures made from results. Nothing here knows which UI toolkit displays it.

Every string that came from an article, a file name, a question or a model goes through `markup.escape`.
"""
