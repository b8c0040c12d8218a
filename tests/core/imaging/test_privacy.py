"""Nothing that identifies a patient is parsed, kept, shown or logged."""

import logging
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import FileDataset
from pydicom.tag import Tag

from core.errors import ScanError
from core.imaging.dicom_headers import READ
from core.imaging.reading import open_ct, read_ct
from tests.core.imaging.phantom import IDENTIFYING, Series, write_series

HEIGHTS = tuple(np.arange(-30.0, 30.1, 3.0))
DIRECT_IDENTIFIERS = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "PatientAge", "PatientAddress",
    "OtherPatientIDs", "InstitutionName", "InstitutionAddress", "ReferringPhysicianName",
    "PhysiciansOfRecord", "OperatorsName", "StudyDescription", "SeriesDescription",
    "AccessionNumber", "StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate", "StudyTime",
    "StudyID", "StationName", "DeviceSerialNumber", "ImageComments", "ProtocolName",
)  # fmt: skip
"""Of the basic profile in DICOM PS3.15, annex E, that CT files usually carry."""


def _everything(*things: object) -> str:
    return " ".join(str(asdict(thing)) for thing in things)  # type: ignore[call-overload]


def test_identifying_elements_are_not_among_those_that_are_read() -> None:
    assert not set(READ) & set(DIRECT_IDENTIFIERS)
    assert all(Tag(name).group != 0x0010 for name in READ)


def test_the_reader_never_asks_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    original = pydicom.dcmread

    def spy(*arguments: object, **keywords: object) -> object:
        data = original(*arguments, **keywords)
        seen.append(data)
        return data

    write_series(tmp_path, Series(HEIGHTS))
    monkeypatch.setattr(pydicom, "dcmread", spy)
    open_ct(tmp_path)
    assert len(seen) == len(HEIGHTS)
    assert not [name for data in seen for name in DIRECT_IDENTIFIERS if name in data]


def test_what_is_kept_of_a_series_holds_none_of_it(tmp_path: Path) -> None:
    write_series(tmp_path, Series(HEIGHTS))
    source = open_ct(tmp_path)
    volume = read_ct(source)
    kept = _everything(source, volume) + str(source.series[0].facts())
    for value in (*IDENTIFYING.values(), "Mustermann"):
        assert value not in kept


def test_damage_is_told_without_quoting_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def spoil(data: FileDataset, index: int) -> None:
        data.PatientBirthDate = "not-a-date-Mustermann"
        data.PixelSpacing = None

    with pytest.warns(UserWarning, match="Invalid value"):
        write_series(tmp_path, Series(HEIGHTS), change=spoil)
    caplog.clear()
    with caplog.at_level(logging.DEBUG), pytest.raises(ScanError) as refused:
        open_ct(tmp_path)
    out, err = capfd.readouterr()
    said = f"{refused.value}{caplog.text}{out}{err}"
    for value in (*IDENTIFYING.values(), "Mustermann"):
        assert value not in said


def test_a_damaged_picture_is_told_without_quoting_the_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = write_series(tmp_path, Series(HEIGHTS))
    data = pydicom.dcmread(paths[0])
    data.file_meta.TransferSyntaxUID = pydicom.uid.JPEGLosslessSV1
    data.PixelData = pydicom.encaps.encapsulate([b"Mustermann" * 500])
    data["PixelData"].VR = "OB"
    data.save_as(paths[0])
    capfd.readouterr()
    with pytest.raises(ScanError) as refused:
        read_ct(open_ct(tmp_path))
    out, err = capfd.readouterr()
    assert "Mustermann" not in f"{refused.value}{out}{err}"
