"""What mouse, wheel and touchpad do to the camera, in the ways that people are used to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.translation import mark
from app.viewport.eye import Eye

DEGREES_PER_PIXEL = 0.4
"""Of a turn; half the width of a laptop's view goes half round."""
_ZOOM_PER_STEP = 1.1
_ZOOM_PER_PIXEL = 1.006
_WHEEL_STEP = 120.0
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYS = _SHIFT | _CTRL | _ALT
_LEFT, _MIDDLE, _RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)


class Motion(Enum):
    """What a drag does."""

    TURN = "turn"
    MOVE = "move"
    ZOOM = "zoom"


Gesture = tuple[Qt.MouseButton, Qt.KeyboardModifier]


@dataclass(frozen=True)
class Navigation:
    """One way of moving about.

    Attributes
    ----------
    key : str
        By which it is remembered.
    title : str
        What people read; English.
    gestures : mapping of (button, modifiers) to Motion
        Drags.
    """

    key: str
    title: str
    gestures: Mapping[Gesture, Motion]


MEDICAL = Navigation(
    "medical",
    mark("As in medical viewers"),
    {
        (_LEFT, _NONE): Motion.TURN,
        (_LEFT, _SHIFT): Motion.MOVE,
        (_LEFT, _CTRL): Motion.ZOOM,
        (_MIDDLE, _NONE): Motion.MOVE,
        (_RIGHT, _NONE): Motion.ZOOM,
    },
)
BLENDER = Navigation(
    "blender",
    mark("As in Blender"),
    {
        (_MIDDLE, _NONE): Motion.TURN,
        (_MIDDLE, _SHIFT): Motion.MOVE,
        (_MIDDLE, _CTRL): Motion.ZOOM,
        (_LEFT, _ALT): Motion.TURN,
        (_LEFT, _ALT | _SHIFT): Motion.MOVE,
        (_LEFT, _ALT | _CTRL): Motion.ZOOM,
    },
)
NAVIGATIONS = (MEDICAL, BLENDER)
"""The ways there are; the first is the one at first."""


class Navigator(QObject):
    """Moves the camera as the mouse says.

    Parameters
    ----------
    canvas : QWidget
        The widget that is drawn in.
    eye : Eye
        The camera.
    changed : callable
        Asks for a frame.
    """

    moved = Signal()
    """A person moved the camera."""

    def __init__(self, canvas: QWidget, eye: Eye, changed: Callable[[], None]) -> None:
        super().__init__(canvas)
        self._canvas, self._eye, self._changed = canvas, eye, changed
        self.navigation = MEDICAL
        self._motion: Motion | None = None
        self._button = Qt.MouseButton.NoButton
        self._last = QPointF()
        canvas.installEventFilter(self)

    def use(self, key: str) -> None:
        """Move about in another way.

        Parameters
        ----------
        key : str
            Of `NAVIGATIONS`; anything else is ignored.
        """
        self.navigation = next((one for one in NAVIGATIONS if one.key == key), self.navigation)
        self._motion = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every event of the mouse; tools that are installed later see them first."""
        if isinstance(event, QWheelEvent):
            steps = event.angleDelta().y() / _WHEEL_STEP
            if steps:
                self._zoom(_ZOOM_PER_STEP**-steps)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(1.0 / max(1.0 + event.value(), 0.2))
            return True
        if isinstance(event, QMouseEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
            gesture = (event.button(), event.modifiers() & _KEYS)
            self._motion = self.navigation.gestures.get(gesture)
            self._button, self._last = event.button(), event.position()
        elif kind is QEvent.Type.MouseMove:
            if self._motion is not None and event.buttons() & self._button:
                step, self._last = event.position() - self._last, event.position()
                self._follow(self._motion, step)
        elif kind is QEvent.Type.MouseButtonRelease and event.button() is self._button:
            self._motion = None
        return True

    def _follow(self, motion: Motion, step: QPointF) -> None:
        if motion is Motion.TURN:
            self._eye.turn(-DEGREES_PER_PIXEL * step.x(), DEGREES_PER_PIXEL * step.y())
        elif motion is Motion.MOVE:
            length = self._eye.millimetres_per_pixel(self._canvas.height())
            self._eye.move(length * step.x(), -length * step.y())
        else:
            self._eye.zoom(_ZOOM_PER_PIXEL ** step.y())
        self._tell()

    def _zoom(self, share: float) -> None:
        self._eye.zoom(share)
        self._tell()

    def _tell(self) -> None:
        self._changed()
        self.moved.emit()
