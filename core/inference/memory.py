"""The last few results of one kind, by what they were made from."""

from collections.abc import Callable, Hashable
from typing import TypeVar

KEPT = 8
"""Results that are kept; the oldest goes first."""

Value = TypeVar("Value")


class Memory:
    """Keeps results per key, never per call order."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what was made for a key, making it first where it is not kept.

        Parameters
        ----------
        key : hashable
            Everything that the result depends on.
        make : callable
            Makes it.

        Returns
        -------
        Value
            The same object for the same key, while it is kept.
        """
        if key not in self._kept:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]
