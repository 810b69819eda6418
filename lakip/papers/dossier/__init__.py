"""The dossier of one year's report: everything of a journey in one ZIP, to be kept and checked."""
