"""Handing the knowledge base on: exports, merge into a larger graph, diff, release."""
