"""A claim as one English sentence."""
