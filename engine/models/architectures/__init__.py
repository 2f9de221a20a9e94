"""Network architectures, one a file, each built from a small config dataclass."""
