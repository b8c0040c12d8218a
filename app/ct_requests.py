"""The jobs behind the import of a CT in the window: look what there is, then import one series."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.ct_import import make_case
from app.requests import Opened, use_ct
from app.surfaces import surface_from
from app.workshop import Workshop
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.monitor import Monitor

SHOWN_HU = (-250.0, 900.0)
"""Black and white of a preview: skin and bone."""
LARGEST_PREVIEW = 320
"""Pixels along a side."""

Preview = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class CtChoice:
    """A series that can be imported.

    Attributes
    ----------
    number : int or None
        Of the series; None for a volume in one file.
    title : str
        For the list.
    facts : tuple of (str, str)
        Names and values to choose by; nothing of them identifies anybody.
    preview : (rows, columns) uint8
        Its middle slice.
    best : bool
        Whether it is the one that would be taken unasked.
    """

    number: int | None
    title: str
    facts: tuple[tuple[str, str], ...]
    preview: Preview
    best: bool


@dataclass(frozen=True, eq=False)
class CtOffer:
    """What a folder or file offers.

    Attributes
    ----------
    path : Path
        Folder or file.
    choices : tuple of CtChoice
        At least one.
    left_out : tuple of (str, int)
        Why and how many files hold no slice of a CT.
    """

    path: Path
    choices: tuple[CtChoice, ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class LookAtCt:
    """Find the series in a folder or file."""

    path: Path
    title: str = "Looking at the CT"

    def run(self, tools: Workshop, monitor: Monitor) -> CtOffer:  # noqa: ARG002
        """Return what can be imported; refused where there is nothing."""
        from collections import Counter

        from core.imaging.dicom_series import choose_series
        from core.imaging.dicom_volume import read_slice
        from core.imaging.nifti import read_volume_file
        from core.imaging.reading import open_ct

        source = open_ct(self.path, monitor.part(0.0, 0.7))
        if source.is_volume:
            volume = read_volume_file(self.path)
            count = " × ".join(str(one) for one in reversed(volume.hounsfield.shape))
            step = " × ".join(f"{one:.2f}" for one in volume.spacing)
            facts = (("Voxels", count), ("Voxel", f"{step} mm"))
            middle = volume.hounsfield[volume.hounsfield.shape[0] // 2]
            return CtOffer(
                self.path, (CtChoice(None, "The volume", facts, _shown(middle), best=True),), ()
            )
        best = choose_series(source.series, Counter(source.skipped))
        choices = []
        for done, one in enumerate(source.series):
            monitor.report(0.7 + 0.3 * done / len(source.series), self.title)
            preview = _shown(read_slice(one.middle))
            kind = "axial" if one.is_axial else "not axial"
            title = f"Series {one.number}: {len(one.slices)} slices, {kind}"
            facts = _words(one.facts())
            choices.append(CtChoice(one.number, title, facts, preview, best=one is best))
        return CtOffer(self.path, tuple(choices), tuple(sorted(source.skipped.items())))


def _words(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return (
        ("Size", f"{facts['columns']} × {facts['rows']} pixels of {facts['pixel_mm']:.2f} mm"),
        ("Distance", f"{facts['mean_gap_mm']:.2f} mm on average"),
        ("Extent", f"{facts['extent_mm']:.0f} mm"),
        ("Gantry tilt", f"{facts['tilt_degrees']:.1f}°"),
    )


def _shown(values: npt.NDArray[np.generic]) -> Preview:
    """Return a slice as grey levels, thinned to the size of a preview."""
    stride = max(1, -(-max(values.shape) // LARGEST_PREVIEW))
    low, high = SHOWN_HU
    share = (values[::stride, ::stride].astype(np.float64) - low) / (high - low)
    return np.ascontiguousarray((np.clip(share, 0.0, 1.0) * 255.0).astype(np.uint8))


@dataclass(frozen=True, eq=False)
class ImportCt:
    """Import one series.

    Attributes
    ----------
    path : Path
        Folder or file.
    number : int or None
        Of the series.
    skin_from, bone_from : float or None
        Where skin and bone begin, HU; None as found in the volume.
    """

    path: Path
    number: int | None = None
    skin_from: float | None = None
    bone_from: float | None = None
    title: str = "Importing the CT"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the fitted head with the real skull."""
        from core.imaging.ct_head import find_ct_head
        from core.imaging.reading import open_ct, read_ct

        volume = read_ct(open_ct(self.path, monitor), self.number, monitor.part(0.0, 0.15))
        head = find_ct_head(
            volume,
            monitor.part(0.15, 0.5),
            skin_from=self.skin_from,
            bone_from=self.bone_from,
        )
        project, _, notes = make_case(head, tools.model, monitor.part(0.5, 1.0))
        scan = project.state.scan
        if scan is None:
            raise ValueError("an imported CT has a scan")
        light = clean_for_fitting(head.skin)
        placed = Mesh(scan.to_head.apply(light.vertices), light.faces)
        tools.use_scan(placed)
        tools.ct_volume = volume
        return Opened(project, surface_from(placed), notes, tools.facts(), use_ct(tools, project))
