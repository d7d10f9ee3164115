"""Pages of the register of donors."""
