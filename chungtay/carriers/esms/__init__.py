"""SMS under a brand name through the eSMS gateway: texts, sending, receipts. Nobody can answer."""
