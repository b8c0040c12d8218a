"""How long running work will take, from how far it is; knows no clock of its own."""

from app.translation import Text, counted, tr

SETTLED = 0.04
"""Below this share nothing is said: the first steps tell little about the rest."""
FIRST_S = 1.5
"""So long is waited before something is said."""
_MINUTE = 60.0
_WEIGHT = 0.3
"""Of the newest estimate against those before: the shown time shall not jump."""


class TimeLeft:
    """Estimates the time left of one piece of work.

    Parameters
    ----------
    now : float
        When it began, s.
    """

    def __init__(self, now: float) -> None:
        self._begun = now
        self._end: float | None = None
        self._share = 0.0

    def seconds(self, share: float, now: float) -> float | None:
        """Return the time left.

        Parameters
        ----------
        share : float
            Done of the work, 0 to 1; less than before begins a new stage of it.
        now : float
            Of the same clock as the beginning, s.

        Returns
        -------
        float or None
            s; None while nothing sensible can be said.
        """
        if share < self._share - 0.05:
            self._begun, self._end = now, None
        self._share = share
        spent = now - self._begun
        if share < SETTLED or spent < FIRST_S:
            return None
        end = self._begun + spent / share
        self._end = end if self._end is None else (1.0 - _WEIGHT) * self._end + _WEIGHT * end
        return max(self._end - now, 0.0)


def in_words(seconds: float) -> Text:
    """Return a time as people say it: rounded the more, the longer it is.

    Parameters
    ----------
    seconds : float
        Any time from zero.

    Returns
    -------
    Text
        Such as ``about 20 s left``.
    """
    if seconds < 3.0:
        return tr("a moment left")
    if seconds < _MINUTE:
        step = 1 if seconds < 10.0 else 5
        return tr("about {seconds} s left").format(seconds=round(seconds / step) * step)
    return counted("about %n minute(s) left", max(1, round(seconds / _MINUTE)))
