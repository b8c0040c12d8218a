"""What the import dialog calls units, turns and points."""

from app.translation import mark

UNITS = (
    ("auto", mark("Find it by size")),
    ("mm", mark("Millimetres")),
    ("cm", mark("Centimetres")),
    ("m", mark("Metres")),
)
TURNS = (
    ("z90", mark("Roll left")),
    ("z-90", mark("Roll right")),
    ("y-90", mark("Turn left")),
    ("y90", mark("Turn right")),
    ("x-90", mark("Tip back")),
    ("x90", mark("Tip forward")),
    ("z180", mark("Upside down")),
    ("y180", mark("Back to front")),
)
"""Turns about the axes of the view, each by one click."""
POINTS = {
    "exocanthion_right": mark("Outer corner of the right eye"),
    "exocanthion_left": mark("Outer corner of the left eye"),
    "pronasale": mark("Tip of the nose"),
    "cheilion_right": mark("Right corner of the mouth"),
    "cheilion_left": mark("Left corner of the mouth"),
    "gnathion": mark("Lowest point of the chin"),
}
INWARD = mark(
    "Its triangles face inwards: either left and right are swapped, or the file is only wound the "
    "other way. Look for a parting, a mole or writing that you know; then fit, or mirror first."
)
"""What to do about a scan that may be mirrored."""
