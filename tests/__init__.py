"""The tests, in the rooms of flows/."""
