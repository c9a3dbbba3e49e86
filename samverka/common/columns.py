"""Columns that several apps have."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models


def money(**options: Any) -> models.DecimalField:
    """Below 10¹², as `samverka.budgets` reads it, and never less than nothing."""
    validators = [MinValueValidator(Decimal(0))]
    return models.DecimalField(max_digits=14, decimal_places=2, validators=validators, **options)
