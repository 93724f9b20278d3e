"""Public views, templates and the frame become the files of the site.

Knows nothing of records, scoring or disk: what is public was decided on the floor below.
"""
