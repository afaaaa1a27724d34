"""Author fields that a program filled in, which say nothing about who wrote the text."""

from __future__ import annotations

_FILLED_IN = frozenset(
    {
        "admin", "administrator", "anonymous", "author", "microsoft office user", "none", "owner", "python-docx",
        "unknown", "user", "windows user", "windows 用户", "windows 使用者", "用户", "使用者", "微软用户", "管理员",
        "未知", "作者",
    }
)  # fmt: skip


def named_author(field: object) -> str | None:
    """The author a document names, or None where the field is empty or holds a program's default."""
    author = " ".join(str(field or "").split())
    return author if author and author.casefold() not in _FILLED_IN else None
