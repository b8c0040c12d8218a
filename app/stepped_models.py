"""Loads the models in two steps, so that sliders move the head before torch is there.

First what the skin needs, a quarter of a second; then, on a thread of their own, torch and the
networks, while the worker already answers previews. The window is never asked to wait for either.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from core.monitor import LOOK_SECONDS, stop_if_cancelled

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

Value = TypeVar("Value")


class Ahead(Generic[Value]):
    """Something that is made once, on a thread of its own.

    Parameters
    ----------
    make : callable
        Makes it.

    Notes
    -----
    The thread is waited for when the program ends: torch does not like to be stopped half loaded.
    """

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._found: list[Value] = []
        self._problem: Exception | None = None

    def begin(self) -> None:
        """Start making it, unless that was started before. Any thread."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="nasion-ahead")
                self._thread.start()

    def _run(self) -> None:
        try:
            self._found.append(self._make())
        except Exception as problem:  # noqa: BLE001  (raised again where it is waited for)
            self._problem = problem

    def get(self) -> Value:
        """Return it, waiting where it is not there yet.

        Returns
        -------
        Value
            The same for everybody.

        Raises
        ------
        CancelledError
            When the job that asks was cancelled; it is made nevertheless.
        Exception
            What making it raised, to everybody who asks.
        """
        self.begin()
        assert self._thread is not None
        while self._thread.is_alive():
            stop_if_cancelled()
            self._thread.join(LOOK_SECONDS)
        if self._problem is not None:
            raise self._problem
        return self._found[0]


class SteppedModels:
    """The shipped models; called, it returns the head model once that is there.

    Parameters
    ----------
    threads : int
        That may compute; 0 leaves one core to the window.
    """

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads
        self.skin: Ahead[SkinHead] = Ahead(_load_skin)
        """The head that moves by codes alone."""
        self.whole: Ahead[HeadModel] = Ahead(self._load)
        """The head model."""

    def __call__(self) -> "HeadModel":
        """Return the head model; on the thread that will own it.

        Raises
        ------
        BundleError
            When the models are damaged.
        CancelledError
            When the job that asks was cancelled.
        """
        return self.whole.get()

    def _load(self) -> "HeadModel":
        from core.inference.torch_libraries import load_libraries

        load_libraries()
        from core.bundles.loader import with_networks
        from core.inference.device import limit_threads
        from core.inference.head import HeadModel

        skin = self.skin.get()
        limit_threads(self._threads)
        model = HeadModel(with_networks(skin.bundle))
        model.fitter.basis = skin.fitter  # found already
        return model


def _load_skin() -> "SkinHead":
    from core.bundles.skin_loader import load_skin
    from core.inference.skin_head import SkinHead

    return SkinHead(load_skin())
