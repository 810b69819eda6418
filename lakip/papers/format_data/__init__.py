"""Format data: the workbooks that the bidang fill in (steps 7 and 8), and their reading back."""
