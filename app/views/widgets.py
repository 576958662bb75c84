"""The widgets of every screen under one name."""

from app.views.banner import Banner
from app.views.button import Button
from app.views.choice import Choice
from app.views.field import Field
from app.views.pressable import Pressable
from app.views.toast import Toasts

__all__ = ["Banner", "Button", "Choice", "Field", "Pressable", "Toasts"]
