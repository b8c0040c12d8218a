"""A head of spheres with a headrest and a metal streak, written as DICOM by pydicom and as NIfTI.

Every radius is known in closed form; values are averaged over the voxels that the surfaces cut, as
a scanner would. Positions come from the geometry asked for, so that readers can be held against it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pydicom
import SimpleITK
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import (
    CTImageStorage,
    EnhancedCTImageStorage,
    ExplicitVRLittleEndian,
    generate_uid,
)

from core.arrays import FloatArray

SKIN_RADIUS, BONE_OUTER, BONE_INNER = 70.0, 60.0, 53.0
AIR, TISSUE, BONE = -1000.0, 40.0, 1000.0
CENTRE = np.array([3.0, -4.0, 20.0])
"""In the patient's left, posterior, superior, mm."""
IDENTIFYING = {
    "PatientName": "Mustermann^Erika",
    "PatientID": "ID-4711-0815",
    "PatientBirthDate": "19701224",
    "InstitutionName": "Klinikum Beispielstadt",
    "ReferringPhysicianName": "Weiss^Walter",
    "StudyDescription": "Schaedel nativ Frau Mustermann",
    "SeriesDescription": "Kopf Mustermann 1.0",
    "AccessionNumber": "ACC-998877",
    "StudyDate": "20240131",
}


def head_values(points: FloatArray, *, extras: bool = False) -> FloatArray:
    """Return Hounsfield units at places (..., 3) in the patient's axes."""
    radius = np.linalg.norm(points - CENTRE, axis=-1)

    def inside(limit: float) -> FloatArray:
        # a ramp of one millimetre stands for the averaging over a voxel
        return np.clip(limit - radius + 0.5, 0.0, 1.0)

    values = AIR + (TISSUE - AIR) * inside(SKIN_RADIUS)
    values += (BONE - TISSUE) * (inside(BONE_OUTER) - inside(BONE_INNER))
    if extras:
        x, y, z = np.moveaxis(points - CENTRE, -1, 0)
        # a plate behind the head that touches it and reaches far beyond
        plate = (y > SKIN_RADIUS - 1.0) & (y < SKIN_RADIUS + 4.0) & (np.abs(x) < 88.0)
        values = np.where(plate & (np.abs(z) < 85.0), -100.0, values)
        metal = (np.abs(x) < 3.0) & (np.abs(y + 57.0) < 3.0) & (np.abs(z) < 1.6)
        values = np.where(metal, 3500.0, values)
        ray = (np.abs(y + 57.0) < 1.2) & (np.abs(z) < 1.2) & (radius < SKIN_RADIUS - 2.0)
        values = np.where(ray & ~metal, np.maximum(values, 900.0), values)
    return values


@dataclass(frozen=True)
class Series:
    """How a series is laid out and stored.

    Attributes
    ----------
    heights : sequence of float
        Where the slices lie along the way of the table, from the centre's height, mm.
    pixel : float
        mm.
    size : int
        Rows and columns.
    tilt : float
        Of the gantry about the left-right axis, degrees.
    slope, intercept : float
        Of the stored values.
    """

    heights: Sequence[float]
    pixel: float = 1.5
    size: int = 128
    tilt: float = 0.0
    slope: float = 1.0
    intercept: float = -1024.0
    number: int = 1
    uid: str = field(default_factory=generate_uid)
    values: Callable[[FloatArray], FloatArray] = head_values

    @property
    def row(self) -> FloatArray:
        return np.array([1.0, 0.0, 0.0])

    @property
    def column(self) -> FloatArray:
        angle = np.radians(self.tilt)
        return np.array([0.0, np.cos(angle), -np.sin(angle)])

    def position(self, height: float) -> FloatArray:
        """Return where the first pixel of a slice lies; the table moves along the body."""
        middle = CENTRE + np.array([0.0, 0.0, height])
        half = 0.5 * (self.size - 1) * self.pixel
        return middle - half * self.row - half * self.column

    def hounsfield(self, height: float) -> FloatArray:
        """Return the slice (rows, columns)."""
        across = np.arange(self.size) * self.pixel
        places = (
            self.position(height)
            + across[None, :, None] * self.row
            + across[:, None, None] * self.column
        )
        return self.values(places)


def write_series(
    folder: Path,
    series: Series,
    *,
    change: Callable[[FileDataset, int], None] = lambda data, index: None,
    names: Sequence[str] | None = None,
) -> list[Path]:
    """Write a series of slices as files; `change` may edit a data set before it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index, height in enumerate(series.heights):
        data = slice_of(series, index, height)
        change(data, index)
        path = folder / (names[index] if names else f"{series.number:02d}-{index:03d}.dcm")
        data.save_as(path, enforce_file_format=True)
        paths.append(path)
    return paths


def slice_of(series: Series, index: int, height: float) -> FileDataset:
    """Return one slice with everything that a hospital would write about the patient."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, meta.MediaStorageSOPInstanceUID
    data.SeriesInstanceUID, data.StudyInstanceUID = series.uid, generate_uid()
    data.Modality, data.ImageType = "CT", ["ORIGINAL", "PRIMARY", "AXIAL"]
    for name, value in IDENTIFYING.items():
        setattr(data, name, value)
    data.SeriesNumber, data.InstanceNumber = series.number, index + 1
    data.ImagePositionPatient = [f"{one:.6f}" for one in series.position(height)]
    data.ImageOrientationPatient = [f"{one:.9f}" for one in (*series.row, *series.column)]
    data.PixelSpacing = [series.pixel, series.pixel]
    if series.tilt:
        data.GantryDetectorTilt = series.tilt
    data.Rows = data.Columns = series.size
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 16, 15
    data.PixelRepresentation = 0
    data.RescaleSlope, data.RescaleIntercept = series.slope, series.intercept
    stored = np.rint((series.hounsfield(height) - series.intercept) / series.slope)
    data.PixelData = np.clip(stored, 0, 65535).astype("<u2").tobytes()
    return data


def write_enhanced(path: Path, series: Series, slopes: Sequence[float] | None = None) -> None:
    """Write a series as one multi-frame file, places and scaling in its functional groups."""
    data = slice_of(series, 0, series.heights[0])
    frames = [slice_of(series, index, one) for index, one in enumerate(series.heights)]
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = EnhancedCTImageStorage
    data.PixelData = b"".join(frame.PixelData for frame in frames)
    data.NumberOfFrames = len(frames)
    shared, own = Dataset(), []
    facing, measures = Dataset(), Dataset()
    facing.ImageOrientationPatient = data.ImageOrientationPatient
    measures.PixelSpacing, measures.SliceThickness = data.PixelSpacing, 1.0
    shared.PlaneOrientationSequence, shared.PixelMeasuresSequence = [facing], [measures]
    scaling = Dataset()
    scaling.RescaleSlope, scaling.RescaleIntercept = series.slope, series.intercept
    scaling.RescaleType = "HU"
    if slopes is None:
        shared.PixelValueTransformationSequence = [scaling]
    for index, frame in enumerate(frames):
        group, place = Dataset(), Dataset()
        place.ImagePositionPatient = frame.ImagePositionPatient
        group.PlanePositionSequence = [place]
        if slopes is not None:
            other = Dataset()
            other.RescaleSlope, other.RescaleIntercept = slopes[index], series.intercept
            group.PixelValueTransformationSequence = [other]
        own.append(group)
    data.SharedFunctionalGroupsSequence = [shared]
    data.PerFrameFunctionalGroupsSequence = own
    for name in (
        "ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "RescaleSlope",
        "RescaleIntercept",
    ):  # fmt: skip
        del data[name]
    data.save_as(path, enforce_file_format=True)


def write_nifti(path: Path, series: Series, *, slope: float = 1.0, intercept: float = 0.0) -> None:
    """Write the same head on an upright even grid as NIfTI; scaled by hand in the header."""
    values = np.stack([series.hounsfield(height) for height in series.heights])
    image = SimpleITK.GetImageFromArray(np.rint((values - intercept) / slope).astype(np.int16))
    image.SetSpacing((series.pixel, series.pixel, series.heights[1] - series.heights[0]))
    image.SetOrigin([float(one) for one in series.position(series.heights[0])])
    SimpleITK.WriteImage(image, str(path))
    if (slope, intercept) != (1.0, 0.0):
        raw = bytearray(path.read_bytes())
        raw[112:120] = np.array([slope, intercept], dtype="<f4").tobytes()  # scl_slope, scl_inter
        path.write_bytes(raw)


def centre_in_project() -> FloatArray:
    """Return the head's centre in left, up, front."""
    return np.array([CENTRE[0], CENTRE[2], -CENTRE[1]])


def recompress(path: Path, compressor: str) -> None:
    """Store a slice compressed, by ITK's own writer."""
    image = SimpleITK.ReadImage(str(path))
    source = pydicom.dcmread(path)
    image = SimpleITK.Cast(image, SimpleITK.sitkInt16)
    writer = SimpleITK.ImageFileWriter()
    writer.SetImageIO("GDCMImageIO")
    writer.KeepOriginalImageUIDOn()
    writer.SetFileName(str(path))
    writer.UseCompressionOn()
    writer.SetCompressor(compressor)
    writer.Execute(image)
    written = pydicom.dcmread(path)
    for name in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "ImageType"):
        written[name] = source[name]
    written.SeriesInstanceUID = source.SeriesInstanceUID
    written.Modality, written.SOPClassUID = "CT", CTImageStorage
    written.save_as(path)
