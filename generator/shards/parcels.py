"""Packs results for the store and for workers, and unpacks them without running what a stranger wrote.

Knows what may come out of a parcel: plain values, the value types of this package, and what fills a pack's settings.
"""

from __future__ import annotations

import io
import pickle
from enum import Enum
from importlib import import_module
from typing import Any

from msgspec import Struct

_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timezone"),
    ("datetime", "timedelta"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("builtins", "dict"),
    ("collections", "defaultdict"),
    ("markupsafe", "Markup"),
    ("generator.policies.settings", "restored_value"),
    ("generator.policies.settings", "restored_setting"),
}
_OURS = "generator."


class ParcelError(Exception):
    """A parcel is cut, damaged or holds what may not come out of one; it is worked out anew."""


def pack(value: object) -> bytes:
    """Turn a value into bytes for the same version of this package."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes) -> Any:
    """Turn bytes back into the value.

    Raises:
        ParcelError: see there.
    """
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except ParcelError:
        raise
    except Exception as error:
        raise ParcelError(str(error)) from error


class _Unpickler(pickle.Unpickler):
    """Finds the value types of this package and the plain ones of the standard library."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith(_OURS) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and _is_value_type(found):
                return found
        message = f"{module}.{name} may not come out of a parcel"
        raise ParcelError(message)


def _is_value_type(found: type) -> bool:
    """Tell whether a class only holds values: a struct, a named tuple, an enumeration or a record."""
    if issubclass(found, Struct | Enum):
        return True
    if issubclass(found, tuple) and hasattr(found, "_fields"):
        return True
    from pydantic import BaseModel

    return issubclass(found, BaseModel)
