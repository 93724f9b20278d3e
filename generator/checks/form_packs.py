"""Codes that the forms of a policy name, for the check of undefined codes.

Knows how a form refers to its pack; knows no form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import Signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.policies.pack import Policy


def codes_of_forms(policy: Policy) -> Iterator[tuple[Signed, set[str]]]:
    """Yield each component of the money that a form's text adds up, and the components that there are."""
    money = policy.pack.money
    known = {component.id for component in money.components} if money else set()
    for form in policy.forms.forms:
        for amount in form.amounts:
            for component in amount.components:
                yield Signed(amount, "components", component), known
