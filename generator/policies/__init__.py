"""The pack format: a policy as dated, cited data with closed sets of named kinds.

Knows the shape of a policy, never the numbers of one, and nothing of ledgers or scores.
"""
