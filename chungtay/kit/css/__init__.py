"""Sources of the look: the stylesheet, and the scripts that made the digits and the icon sprite."""
