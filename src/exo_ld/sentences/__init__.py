"""A claim as one English sentence, made from its triples alone."""

from .claim import quantity, sentence, spoken
from .english import begun
from .facts import Facts, Stored, stances
from .names import name
from .tellers import attribution

__all__ = ["Facts", "Stored", "attribution", "begun", "name", "quantity", "sentence", "spoken", "stances"]
