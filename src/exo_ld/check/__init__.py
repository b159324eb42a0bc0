"""Validation: the shapes, coherence and ledger run over the knowledge base or over files of the user."""
