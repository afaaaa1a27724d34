"""Every error that Jianting raises on purpose, under one root.

JiantingError                 one line for the reader: what is wrong and what to do
├── ReadingError              a file, link or paste that could not be turned into an article
│   └── EmptyArticleError     it was read, and nothing worth keeping was in it
├── LibraryError              the library on disk
│   ├── LibraryBusyError      another process is adding to it
│   ├── LibraryMismatchError  made with another embedder, or by a newer Jianting
│   ├── LibraryFullError      the disk is full
│   ├── UnreachableError      a server that holds a part of it does not answer
│   └── UnknownArticleError   no article has that id
├── ModelError                a language model or embedder that cannot be used
│   ├── ModelMissingError     its weights are not on this machine
│   ├── ModelDamagedError     its weights do not have the expected SHA-256
│   └── ModelReplyError       it answered, but not in the form that was asked for
├── CorrectionError           a reader's correction that cannot be kept
└── MissingExtraError         an optional package is needed; the message names the command that installs it
"""


class JiantingError(Exception):
    """Root of all expected errors. Its message is one line and says what to do."""


class ReadingError(JiantingError):
    """A file, link or pasted text could not be turned into an article."""


class EmptyArticleError(ReadingError):
    """Nothing worth keeping was found in what was read."""


class LibraryError(JiantingError):
    """The library on disk cannot be used as asked."""


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""


class LibraryMismatchError(LibraryError):
    """The library was made with another embedder or by a newer version."""


class LibraryFullError(LibraryError):
    """There is no room left on the disk."""


class UnreachableError(LibraryError):
    """A server that holds the library or its vectors does not answer."""


class UnknownArticleError(LibraryError):
    """No article in the library has that id."""


class ModelError(JiantingError):
    """A language model or an embedder cannot be used."""


class ModelMissingError(ModelError):
    """The weights are not on this machine."""


class ModelDamagedError(ModelError):
    """The weights do not have the expected SHA-256."""


class ModelReplyError(ModelError):
    """The model replied, but not in the form that was asked for."""


class MissingExtraError(JiantingError):
    """An optional package is needed; the message names the command that installs it."""


class CorrectionError(JiantingError):
    """A reader's correction names something that is not there or cannot be corrected."""
