"""Pages of the kit that are no lists, and why."""

NOT_LISTS = {
    "kit:gallery": "the gallery of components: samples, no rows",
    "kit:residents": "the same gallery in the size for residents",
}
