"""Step 9: the verifier's checklist, the remarks on the draft, and what changed since last time."""
