from tests.engine.photo.conftest import wide_profile

__all__ = ["wide_profile"]
