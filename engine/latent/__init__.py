"""Latent spaces: points in them, what moves them, and the pictures they give."""

from engine.latent.point import Base, LatentPoint, Mix, Move, z_of_seed

__all__ = ["Base", "LatentPoint", "Mix", "Move", "z_of_seed"]
