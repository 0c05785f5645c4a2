"""Upkeep: what an operator does now and then, to see and to mend what a crash has left."""
