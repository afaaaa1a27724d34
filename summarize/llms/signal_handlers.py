"""Keeps this process's signal handlers while a native library is loaded that would install its own."""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# More than any platform's `struct sigaction` has (152 bytes with glibc on x86-64); its fields need not be known.
_STRUCTURE_BYTES = 512


@contextmanager
def kept_signal_handlers() -> Iterator[None]:
    """Put SIGINT and SIGTERM back as they were: llama.cpp's server takes both, and Ctrl-C would no longer reach Python.

    Python's `signal` module can do this from the main thread only; models are also loaded from others.
    """
    if sys.platform == "win32":
        yield
        return
    library = ctypes.CDLL(None)
    saved = {number: ctypes.create_string_buffer(_STRUCTURE_BYTES) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, structure in saved.items():
        library.sigaction(int(number), None, structure)
    try:
        yield
    finally:
        for number, structure in saved.items():
            library.sigaction(int(number), structure, None)
