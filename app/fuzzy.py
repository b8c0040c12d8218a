"""Finds what somebody means by a few letters of it, best first."""

from collections.abc import Iterable

_START, _WORD, _NEXT, _OTHER = 8.0, 6.0, 4.0, 1.0
"""For a letter at the very start, at the start of a word, right behind the last one, elsewhere."""
_GAP = 0.1
"""Taken off for every letter that is passed over."""


def score(query: str, text: str) -> float | None:
    """Return how well letters fit a text.

    Parameters
    ----------
    query : str
        Letters in their order; case and spaces do not count.
    text : str
        A title.

    Returns
    -------
    float or None
        More is better; None where a letter is missing.
    """
    wanted = [letter for letter in query.casefold() if not letter.isspace()]
    letters = text.casefold()
    if not wanted:
        return 0.0
    # best[j]: the best sum for the letters wanted so far with the last of them at place j.
    best: dict[int, float] = {-1: 0.0}
    for letter in wanted:
        following: dict[int, float] = {}
        for place, found in enumerate(letters):
            if found != letter:
                continue
            before = [
                value + _worth(letters, place, last) for last, value in best.items() if last < place
            ]
            if before:
                following[place] = max(before)
        if not following:
            return None
        best = following
    return max(best.values()) - 0.01 * len(text)


def _worth(letters: str, place: int, last: int) -> float:
    if place == 0:
        return _START
    gap = _GAP * (place - last - 1)
    if last >= 0 and place == last + 1:
        return _NEXT
    return (_OTHER if letters[place - 1].isalnum() else _WORD) - gap


def ranked(query: str, texts: Iterable[str]) -> list[int]:
    """Return which texts fit, the best first.

    Parameters
    ----------
    query : str
        Letters.
    texts : iterable of str
        Titles.

    Returns
    -------
    list of int
        Places in `texts`; equal ones keep their order.
    """
    found = [(score(query, text), place) for place, text in enumerate(texts)]
    fitting = [(-value, place) for value, place in found if value is not None]
    return [place for _, place in sorted(fitting)]
