"""The command that puts a fault right, as a person would type it."""

from __future__ import annotations

import re
import shlex


def revise(of: str, change: str) -> str:
    """The command that makes one new version of all that changed, with a sentence on it."""
    return f"`evidence revise {of} --change {_quoted(change)}`"


def mend(of: str, reason: str) -> str:
    """The command that says that no more than spelling or a link changed."""
    return f"`evidence mend {of} --reason {_quoted(reason)}`"


def _quoted(words: str) -> str:
    """``words`` as one argument; a backtick would end the command in the message."""
    words = words.replace("`", "'")
    return f'"{words}"' if not re.search(r'["$\\!]', words) else shlex.quote(words)
