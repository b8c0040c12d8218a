"""Draws measures and landmarks over the head: lines, dots and labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTextActor

from app.theme import Colour, Theme, rgb
from app.viewport.poly_data import lines_data, point_data
from core.arrays import FloatArray

_LINE_PIXELS, _DOT_PIXELS, _LANDMARK_PIXELS = 2.5, 9.0, 9.0
_OVER_ALL = "gl_FragDepth = 0.0;"
"""Shader code that draws before everything: a straight line would run within the head."""
_OVER_SURFACE = -66_000.0
"""Depth offset that draws before the surface on which something lies, not through the head."""
_LABEL_POINTS = 13


@dataclass(frozen=True)
class Label:
    """A text at a place.

    Attributes
    ----------
    text : str
        What people read.
    place : (3,) float64
        Head frame, mm.
    """

    text: str
    place: FloatArray


class MarkDrawing:
    """Draws the marks of one scene; the caller asks for a frame.

    Parameters
    ----------
    renderer : vtkRenderer
        In which they are drawn.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._straight = mark_actor(renderer, over_all=True)
        self._lying, self._dots, self._landmarks, self._moved, self._hot = (
            mark_actor(renderer, over_all=False) for _ in range(5)
        )
        for one in (self._straight, self._lying):
            one.GetProperty().SetLineWidth(_LINE_PIXELS)
        for one, size in ((self._dots, _DOT_PIXELS), (self._landmarks, _LANDMARK_PIXELS),
                          (self._moved, _LANDMARK_PIXELS), (self._hot, 14.0)):  # fmt: skip
            one.GetProperty().SetPointSize(size)
            one.GetProperty().SetRenderPointsAsSpheres(True)
        self._text: Colour = (1.0, 1.0, 1.0)
        self._back: Colour = (0.0, 0.0, 0.0)
        self._labels: list[vtkTextActor] = []
        self._hot_label = self._make_label()

    def set_theme(self, theme: Theme) -> None:
        """Take a theme's colours."""
        for one in (self._straight, self._lying, self._dots):
            one.GetProperty().SetColor(rgb(theme.warning))
        self._landmarks.GetProperty().SetColor(rgb(theme.accent))
        for one in (self._moved, self._hot):
            one.GetProperty().SetColor(rgb(theme.warning))
        self._text, self._back = rgb(theme.text), rgb(theme.panel)
        for label in (*self._labels, self._hot_label):
            self._paint(label)

    def show_measures(
        self,
        straight: Sequence[FloatArray],
        lying: Sequence[FloatArray],
        dots: FloatArray,
        labels: Sequence[Label],
        ratio: float,
    ) -> None:
        """Draw measures.

        Parameters
        ----------
        straight, lying : sequence of (k, 3) float64
            Lines through space and lines on a surface, mm.
        dots : (n, 3) float64
            Their points, mm.
        labels : sequence of Label
            Their values.
        ratio : float
            Device pixels per logical pixel.
        """
        for actor, lines in ((self._straight, straight), (self._lying, lying)):
            actor.GetMapper().SetInputData(lines_data(list(lines)))
            actor.SetVisibility(bool(lines))
        _show_points(self._dots, dots)
        while len(self._labels) < len(labels):
            self._labels.append(self._make_label())
        for actor, label in zip(self._labels, labels, strict=False):
            _put(actor, label, ratio)
        for actor in self._labels[len(labels) :]:
            actor.SetVisibility(False)

    def show_landmarks(self, places: FloatArray, moved: FloatArray) -> None:
        """Draw landmarks.

        Parameters
        ----------
        places, moved : (n, 3), (k, 3) float64
            Where the model places them, and those that a person moved, mm.
        """
        _show_points(self._landmarks, places)
        _show_points(self._moved, moved)

    def show_hot(self, label: Label | None, ratio: float) -> bool:
        """Show the name of what is under the mouse; return whether anything changed."""
        if label is None:
            changed = bool(self._hot.GetVisibility())
            self._hot.SetVisibility(False)
            self._hot_label.SetVisibility(False)
            return changed
        _show_points(self._hot, label.place[None])
        _put(self._hot_label, label, ratio)
        return True

    def _make_label(self) -> vtkTextActor:
        label = vtkTextActor()
        label.GetPositionCoordinate().SetCoordinateSystemToWorld()
        label.SetVisibility(False)
        label.PickableOff()
        look = label.GetTextProperty()
        look.SetFontFamilyToArial()
        look.SetJustificationToCentered()
        look.SetVerticalJustificationToBottom()
        look.SetBackgroundOpacity(0.82)
        self._paint(label)
        self._renderer.AddViewProp(label)
        return label

    def _paint(self, label: vtkTextActor) -> None:
        look = label.GetTextProperty()
        look.SetColor(self._text)
        look.SetBackgroundColor(self._back)


def _put(actor: vtkTextActor, label: Label, ratio: float) -> None:
    actor.SetInput(f" {label.text} " if label.text else "")
    actor.GetTextProperty().SetFontSize(round(_LABEL_POINTS * ratio))
    actor.GetPositionCoordinate().SetValue(*(float(one) for one in label.place))
    actor.SetVisibility(True)


def _show_points(actor: vtkActor, places: FloatArray) -> None:
    if len(places):
        actor.GetMapper().SetInputData(point_data(np.asarray(places)))
    actor.SetVisibility(len(places) > 0)


def mark_actor(renderer: vtkRenderer, *, over_all: bool) -> vtkActor:
    """Return an actor for lines or points over a surface, or over everything.

    Parameters
    ----------
    renderer : vtkRenderer
        Gets it, invisible at first.
    over_all : bool
        Whether nothing may hide it.
    """
    mapper = vtkPolyDataMapper()
    mapper.ScalarVisibilityOff()
    actor = vtkActor()
    if over_all:
        actor.GetShaderProperty().AddFragmentShaderReplacement(
            "//VTK::Depth::Impl", True, _OVER_ALL, False
        )
    else:
        mapper.SetResolveCoincidentTopologyToPolygonOffset()
        mapper.SetRelativeCoincidentTopologyLineOffsetParameters(0.0, _OVER_SURFACE)
        mapper.SetRelativeCoincidentTopologyPointOffsetParameter(_OVER_SURFACE)
    actor.SetMapper(mapper)
    actor.SetVisibility(False)
    actor.PickableOff()
    actor.GetProperty().SetAmbient(0.4)
    renderer.AddActor(actor)
    return actor
