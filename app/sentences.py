"""Finds which sentence of the program a finished English text was made from.

Errors and notes of `core` are whole English texts by the time they reach the window. The sentences
that they are made from, with gaps where values were put in, were collected from the sources into
``resources/translations/sentences.json`` (by ``packaging/update_translations.py``); the one that
fits a text best says what is to be translated and what stood in the gaps.
"""

import json
import re
from functools import cache

from core.resources import resource_path

NAME = "sentences.json"
"""The file of sentences among the translations."""
VERBATIM = "named"
"""How the gaps are called whose content the user named: files, people, what was typed."""
SYSTEM_REASONS = (
    "No space left on device",
    "Permission denied",
    "No such file or directory",
    "No such device",
    "No such device or address",
    "Read-only file system",
    "Is a directory",
    "Not a directory",
    "File exists",
    "File name too long",
    "File too large",
    "Input/output error",
    "Operation not permitted",
    "Device or resource busy",
    "Too many open files",
    "Disk quota exceeded",
    "Stale file handle",
    "Connection timed out",
    "Host is down",
    "Transport endpoint is not connected",
)
"""What operating systems say about files; errors quote it."""
_NUMBER = r"[+-]?[\d.,]+%?|nan|inf"
_GAP = re.compile(r"\{(\w+)\}")


@cache
def sentences() -> tuple[str, ...]:
    """Return every sentence, with gaps as `str.format` takes them; none where they are missing.

    Returns
    -------
    tuple of str
        English.
    """
    path = resource_path("translations", NAME)
    return tuple(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else ()


@cache
def _parts(sentence: str) -> tuple[str, ...]:
    """Return the fixed pieces of a sentence and between them the names of its gaps."""
    plain = (one.replace("{{", "{").replace("}}", "}") for one in _GAP.split(sentence)[::2])
    names = _GAP.findall(sentence)
    mixed = [one for pair in zip(plain, [*names, ""], strict=True) for one in pair]
    return tuple(mixed[:-1])


@cache
def _compiled(sentence: str) -> re.Pattern[str]:
    seen: set[str] = set()
    made = ""
    for at, part in enumerate(_parts(sentence)):
        if at % 2 == 0:
            made += re.escape(part)
        elif part in seen:
            made += f"(?P={part})"
        else:
            seen.add(part)
            made += f"(?P<{part}>{_NUMBER if part.startswith('number') else '.*?'})"
    return re.compile(made, re.DOTALL)


def find_sentence(text: str) -> tuple[str, dict[str, str]] | None:
    """Return how a text is made: of the sentences that fit, the one with the most own words.

    Parameters
    ----------
    text : str
        English, with its values put in.

    Returns
    -------
    sentence : str
        With gaps.
    gaps : dict of str to str
        What stood in them, by their names. None in place of both where no sentence fits.
    """
    best: tuple[int, str, dict[str, str]] | None = None
    for sentence in sentences():
        fixed = _parts(sentence)[::2]
        own = sum(map(len, fixed))
        if (best is not None and own <= best[0]) or not all(one in text for one in fixed):
            continue
        match = _compiled(sentence).fullmatch(text)
        if match is not None:
            best = own, sentence, match.groupdict()
    return None if best is None else best[1:]
