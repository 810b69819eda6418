"""The approved report for everybody: what is published, without people, and as open data."""
