"""How the CRM's pages write figures. No I/O."""

from django import template

register = template.Library()


@register.filter
def dollars(price: int) -> str:
    """1250000 -> $1,250,000."""
    return f"${price:,}"


@register.filter
def grouped(number: int) -> str:
    """2450 -> 2,450."""
    return f"{number:,}"
