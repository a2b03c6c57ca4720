"""Template tags shared by every door's pages."""

from django import template

register = template.Library()
