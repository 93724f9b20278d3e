"""A build from the records on disk to the published site: only what changed is read, worked out, stamped and written.

Knows the order of steps and what each rests on; how a step works is on the floors below.
"""
