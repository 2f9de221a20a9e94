"""Training of the bundled models. Nothing that the window runs imports this package."""
