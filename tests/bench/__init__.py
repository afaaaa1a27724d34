"""The evaluation harness: `python -m tests.bench NAME`. Each module has one `run(data, articles, **options)`.

`run` reads its cases from files in the form of the evaluation data, so that unseen cases run in the same way, and
returns the figures and one row a case (`{"id", "ok", …}`).
"""
