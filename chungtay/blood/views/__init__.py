"""Pages of blood."""
