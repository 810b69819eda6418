"""The facts of performance: what was promised, what was reached, and the arithmetic between."""
