"""Frozen types of every record that a person may write, and how a document becomes one.

Knows the shape of records; knows no policy's numbers, no other file, no day.
"""
