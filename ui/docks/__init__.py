"""The side panels: in which order they stand, which are folded or closed, and how they come back so."""
