"""The report goes out: to whom, by which way, and who has proof of it."""
