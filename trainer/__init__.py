"""Voicemail Trainer: practise the one thing most sales calls end in."""

__version__ = "0.1.0"
