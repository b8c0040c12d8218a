"""The jobs behind the slices of a CT: take or read the volume, find its bone anew."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.ct_import import likely_skull
from app.requests import use_ct
from app.surfaces import Surface
from app.workshop import Workshop
from core.arrays import FloatArray
from core.document.project_file import Project
from core.document.real_skull import RealSkull
from core.document.state import FaceState
from core.errors import ScanError
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.imaging.slicing import SliceStack


@dataclass(frozen=True, eq=False)
class TakeVolume:
    """Take the volume that was just imported, where there is one.

    Attributes
    ----------
    state : FaceState
        Knows how the volume lies in the head.
    """

    state: FaceState
    title: str = "Taking the CT"

    def run(self, tools: Workshop, monitor: Monitor) -> "SliceStack | None":
        """Return it, or None where it has to be read again."""
        from core.imaging.slicing import SliceStack

        monitor.check()
        if tools.ct_volume is None or self.state.scan is None:
            return None
        return SliceStack(tools.ct_volume, self.state.scan.to_head)


@dataclass(frozen=True, eq=False)
class ReadVolume:
    """Read the volume of a project again.

    Attributes
    ----------
    path : Path
        Folder or file. Of several series the one in which the project's skin lies is taken.
    state : FaceState
        Knows how the volume lies in the head.
    skin : (n, 3) float64
        The skin that was found in it, head frame, mm.
    """

    path: Path
    state: FaceState
    skin: FloatArray
    title: str = "Reading the CT"

    def run(self, tools: Workshop, monitor: Monitor) -> "SliceStack":
        """Return it; another person's CT is refused."""
        from core.imaging.reading import open_ct, read_ct
        from core.imaging.slicing import SliceStack

        if self.state.scan is None:
            raise ScanError("This face has no CT: import one first.")
        source = open_ct(self.path, monitor.part(0.0, 0.2))
        numbers = [one.number for one in source.series] or [None]
        for done, number in enumerate(numbers):
            step = monitor.part(
                0.2 + 0.8 * done / len(numbers), 0.2 + 0.8 * (done + 1) / len(numbers)
            )
            try:
                volume = read_ct(source, number, step)
            except ScanError:
                if len(numbers) == 1:
                    raise
                continue
            stack = SliceStack(volume, self.state.scan.to_head)
            if stack.shows(self.skin):
                tools.ct_volume = volume
                return stack
        raise ScanError(
            f"{self.path.name} is not the CT of this project: its skin lies elsewhere. Choose the "
            "folder or file that was imported."
        )


@dataclass(frozen=True, eq=False)
class FoundBone:
    """The skull of a CT by another threshold.

    Attributes
    ----------
    skull : RealSkull
        Head frame.
    surface : Surface or None
        The same, ready to be drawn.
    notes : tuple of str
        What is worth saying.
    """

    skull: RealSkull
    surface: Surface | None
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class FindBone:
    """Extract the skull of a CT again, from another threshold.

    Attributes
    ----------
    stack : SliceStack
        The volume as it lies in the head.
    state : FaceState
        The face; the skull that it makes likely tells where the mandible is.
    bone_from : float
        Where bone begins, HU.
    """

    stack: "SliceStack"
    state: FaceState
    bone_from: float
    title: str = "Finding the bone"

    def run(self, tools: Workshop, monitor: Monitor) -> FoundBone:
        """Return the skull; what was compared with the old one is compared with this one."""
        from core.imaging.ct_head import ct_skull, find_ct_head

        head = find_ct_head(self.stack.volume, monitor.part(0.0, 0.6), bone_from=self.bone_from)
        likely = likely_skull(self.state.as_fitted(), tools.model)
        found = ct_skull(head, likely, monitor.part(0.6, 1.0))
        places = self.stack.to_head.apply(found.mesh.vertices).astype(np.float32)
        skull = RealSkull(found.mesh.with_vertices(places), found.labels)
        surface = use_ct(tools, Project(self.state, ct_skull=skull))
        return FoundBone(skull, surface, found.notes)
