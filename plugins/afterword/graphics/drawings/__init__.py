"""Drawings that follow the width of their place: one review as spans of time, marks in lanes, and meters."""

from afterword.graphics.drawings.clocks import Clock, clock_drawing
from afterword.graphics.drawings.lanes import Mark, lane_drawing
from afterword.graphics.drawings.meter import Meter, meter_drawing
from afterword.graphics.drawings.scale import Extent, Scale

__all__ = [
    "Clock",
    "Extent",
    "Mark",
    "Meter",
    "Scale",
    "clock_drawing",
    "lane_drawing",
    "meter_drawing",
]
