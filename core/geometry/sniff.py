"""What a file holds, judged by its first bytes rather than by its name."""

import re

FORMAT_NAMES = {
    ".obj": "an OBJ mesh",
    ".ply": "a PLY mesh",
    ".stl": "an STL mesh",
    ".glb": "a GLB scene",
    ".gltf": "a glTF scene",
    ".vtk": "a VTK surface",
    ".vtp": "a VTP surface",
}
"""How messages call each format, by extension."""

_OTHER_CONTENT = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (b"Kaydara FBX Binary", "an FBX scene"),
    (b"BLENDER", "a Blender file"),
    (b"solid", "a broken STL mesh"),
    (b"OFF", "an OFF mesh"),
)
_OBJ_LINE = re.compile(rb"^(?:v|vn|vt)[ \t]+[-+.\d][-+.\deE \t]*\r?$|^f[ \t]+\d", re.MULTILINE)
_PROBE_BYTES = 65_536


def format_of_content(data: bytes) -> str | None:
    """Return the extension that fits what a file holds.

    Parameters
    ----------
    data : bytes
        The whole content.

    Returns
    -------
    str or None
        An extension such as ``.ply``; None when the content is of no known format or does not
        show which (a broken binary STL file has no mark).
    """
    start = data[:_PROBE_BYTES]
    text = start.lstrip()
    if start.startswith((b"ply\n", b"ply\r")):
        return ".ply"
    if start.startswith(b"glTF"):
        return ".glb"
    if text[:14].lower() == b"# vtk datafile":
        return ".vtk"
    if b"<VTKFile" in start[:1024]:
        return ".vtp"
    if text.startswith(b"{") and b'"asset"' in data:
        return ".gltf"
    if text[:5].lower() == b"solid" and b"facet" in start.lower():
        return ".stl"
    if len(data) >= 84 and len(data) == 84 + 50 * int.from_bytes(data[80:84], "little"):
        return ".stl"
    if b"\0" not in start and _OBJ_LINE.search(start):
        return ".obj"
    return None


def name_of_other_content(data: bytes) -> str | None:
    """Return how to call content that is certainly no mesh which can be read.

    Parameters
    ----------
    data : bytes
        The whole content.

    Returns
    -------
    str or None
        For example ``a PNG picture``; None when the content is unknown.
    """
    for mark, name in _OTHER_CONTENT:
        if data.startswith(mark):
            return name
    if data[128:132] == b"DICM":
        return "a DICOM image"
    return None
