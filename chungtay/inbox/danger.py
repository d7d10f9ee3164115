"""Whether a letter speaks of danger to life, for whoever takes letters in (`kit.danger`)."""

from chungtay.kit.danger import danger

__all__ = ["danger"]
