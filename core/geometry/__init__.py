"""Meshes, grids and transforms as plain values, and functions over them."""
