"""Words and hosts, as data: what speaks of danger, and from where attachments are fetched."""
