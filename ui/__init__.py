"""The window. It imports the engine, never the reverse."""
