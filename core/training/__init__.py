"""How the shipped bundle is made; imported by nobody but its own command."""
