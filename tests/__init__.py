"""The tests, flat in this folder, and the evaluation harness in bench/."""
