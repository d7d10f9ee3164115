"""E-mail over a unit's own SMTP server, on Django's backend: plain text, one mailbox a letter."""
