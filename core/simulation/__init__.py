"""Soft tissue by finite elements: move bone or teeth, see the face follow."""
