"""Comparison → what to show, in plain values."""

from twicetold.view.page import Block, Cell, CellParagraph, Label, Lens, Page, PageRow, Segment, default_base
from twicetold.view.project import project

__all__ = [
    "Block",
    "Cell",
    "CellParagraph",
    "Label",
    "Lens",
    "Page",
    "PageRow",
    "Segment",
    "default_base",
    "project",
]
