"""The regulations and guides that are studied for a report: those that ship, and the agency's."""
