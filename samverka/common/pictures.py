"""Pictures as people hand them in."""

import struct
from typing import Final

from PIL import UnidentifiedImageError

# Whatever reading a broken picture, or its camera's notes, comes to.
BROKEN: Final = (
    UnidentifiedImageError,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
