"""A QR code on a panel."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.views.pay.qr_picture import qr_picture

_SIZE = 232


class QrLabel(ctk.CTkLabel):
    """Empty until there is something to scan."""

    def __init__(self, master: Any) -> None:
        super().__init__(master, text="", corner_radius=0)
        self.payload = ""

    def show(self, payload: str) -> None:
        if payload == self.payload:
            return
        self.payload = payload
        picture = qr_picture(payload, round(_SIZE * self._get_widget_scaling()))
        side = picture.width / self._get_widget_scaling()
        self.configure(image=ctk.CTkImage(picture, size=(side, side)), width=side, height=side)
