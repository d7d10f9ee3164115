"""Pages of people, by noun. The page of one person is composed in `site`."""
