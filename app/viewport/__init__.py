"""The 3D view: the only place in the studio that knows VTK."""
