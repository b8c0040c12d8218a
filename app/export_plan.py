"""What is wanted of an export, as plain values: what, where to, in which frame, unit and detail."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.heads import Frame, LengthUnit
from core.document.provenance import Recipe
from core.errors import ExportError
from core.geometry.mesh import Mesh
from core.monitor import Monitor

DEVIATION = "std_mm"
"""Name of the values of an uncertain skull."""


class Kind(StrEnum):
    """What a file holds."""

    SKIN = "skin"
    SKULL = "skull"
    CRANIUM = "cranium"
    MANDIBLE = "mandible"
    BOTH = "both"
    SCAN = "scan"
    CT_SKULL = "ct_skull"


@dataclass(frozen=True)
class Printing:
    """How a surface is made ready for a 3D printer.

    Attributes
    ----------
    hollow_mm : float
        Wall of a closed surface whose inside is taken out; zero leaves it solid.
    shell_mm : float
        Thickness given to a surface, open or closed; zero for none.
    drain_mm : float
        Diameter of the hole below a hollow; zero for none.
    """

    hollow_mm: float = 0.0
    shell_mm: float = 0.0
    drain_mm: float = 0.0

    @property
    def changes(self) -> bool:
        """Whether the surface becomes another one."""
        return bool(self.hollow_mm or self.shell_mm)

    def apply(self, mesh: Mesh, monitor: Monitor) -> Mesh:
        """Return the surface as it is to be printed, mm."""
        from core.geometry.printing import hollowed, shelled

        if self.hollow_mm and self.shell_mm:
            raise ExportError("A surface can be hollowed or given a shell, not both; choose one.")
        if self.drain_mm and not self.hollow_mm:
            raise ExportError("Only a hollow print needs a drain; choose a wall for the hollow.")
        if self.hollow_mm:
            return hollowed(mesh, self.hollow_mm, self.drain_mm, monitor)
        return shelled(mesh, self.shell_mm, monitor) if self.shell_mm else mesh


@dataclass(frozen=True)
class Target:
    """One file that is wanted.

    Attributes
    ----------
    kind : Kind
        What it holds.
    path : Path
        Where to; its extension chooses the format.
    """

    kind: Kind
    path: Path


@dataclass(frozen=True)
class ExportPlan:
    """What is wanted, for one project.

    Attributes
    ----------
    targets : tuple of Target
        At least one.
    frame : Frame
        Where the surfaces lie.
    unit : LengthUnit
        Of the head frame.
    resolution : int
        Samples along the head's longest side, for the skin.
    text : bool
        Whether STL is written as text.
    printing : Printing
        Hollow, shell and drain.
    side_files : bool
        Whether the provenance is written beside every file.
    """

    targets: tuple[Target, ...]
    frame: Frame = Frame.HEAD
    unit: LengthUnit = LengthUnit.MM
    resolution: int = 256
    text: bool = False
    printing: Printing = Printing()
    side_files: bool = True
    triangles: int = 0
    """The most in a file; zero for as many as there are."""

    def options(self, kind: Kind) -> dict[str, Any]:
        """Return what a recipe needs to know of the plan."""
        found: dict[str, Any] = {"kind": kind.value, "frame": self.frame.value}
        if self.frame is Frame.HEAD:
            found["unit"] = self.unit.value
        if kind in (Kind.SKIN, Kind.BOTH):
            found["resolution"] = self.resolution
        if self.text:
            found["text"] = True
        if self.triangles:
            found["triangles"] = self.triangles
        if self.printing.changes:
            found["printing"] = {key: mm for key, mm in vars(self.printing).items() if mm}
        return found


def plan_of(recipe: Recipe, path: Path) -> ExportPlan:
    """Return the plan that a recipe was made by.

    Parameters
    ----------
    recipe : Recipe
        Of an export.
    path : Path
        Where the result shall go this time.

    Returns
    -------
    ExportPlan
        With one target.

    Raises
    ------
    ExportError
        When the recipe asks for something that is not known.
    """
    told = recipe.options
    try:
        printing = Printing(
            **{key: float(mm) for key, mm in dict(told.get("printing", {})).items()}
        )
        resolution = int(told.get("resolution", 256))
        if not 32 <= resolution <= 1024:
            raise ValueError(resolution)
        return ExportPlan(
            targets=(Target(Kind(told["kind"]), path),),
            frame=Frame(told["frame"]),
            unit=LengthUnit(told.get("unit", "mm")),
            resolution=resolution,
            text=told.get("text") is True,
            printing=printing,
            triangles=int(told.get("triangles", 0)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ExportError(
            f"The provenance asks for something unknown ({error}); it was changed, or written by "
            "another Nasion."
        ) from None
