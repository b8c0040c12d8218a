"""Members of a project file: written so that the same project gives the same bytes."""

import json
import zipfile
from pathlib import Path
from typing import Any, NoReturn

from core.document.json_values import DocumentError

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Members carry no clock time, so that the same project gives the same bytes."""


def add_member(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Write a member.

    Parameters
    ----------
    archive : ZipFile
        Open for writing.
    name : str
        Of the member.
    content : bytes
        What it holds.
    """
    member = zipfile.ZipInfo(name, date_time=_FIXED_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, content)


def json_bytes(value: Any) -> bytes:
    """Return JSON values as readable text.

    Parameters
    ----------
    value : JSON values
        Finite.
    """
    return json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False).encode() + b"\n"


def member_name(name: str) -> str:
    """Return a file name without anything that a folder or another system minds.

    Parameters
    ----------
    name : str
        Of a scan or picture.
    """
    kept = "".join(c if c.isalnum() or c in "._- " else "_" for c in Path(name).name)
    return kept.lstrip(".") or "scan"


def json_values(content: bytes) -> Any:
    """Return what a member says.

    Parameters
    ----------
    content : bytes
        Text of JSON.

    Raises
    ------
    DocumentError
        When it is none, or holds what JSON does not know.
    """
    try:
        return json.loads(content, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise DocumentError("it is nested too deeply") from error
    except ValueError as error:
        raise DocumentError("its text is not JSON") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
