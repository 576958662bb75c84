"""The widgets of every screen under one name."""

from app.views.parts.banner import Banner
from app.views.parts.button import Button
from app.views.parts.choice import Choice
from app.views.parts.field import Field
from app.views.parts.pressable import Pressable
from app.views.parts.toast import Toasts

__all__ = ["Banner", "Button", "Choice", "Field", "Pressable", "Toasts"]
