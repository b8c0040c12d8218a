"""The README's figures of the parts model, each drawn by one function from a head model."""
