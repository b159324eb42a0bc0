"""Handing the knowledge base on: exports, diff, release."""
