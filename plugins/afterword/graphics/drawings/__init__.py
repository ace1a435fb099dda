"""Drawings that follow the width of their place: time as spans, marks in lanes, meters, and series."""

from afterword.graphics.drawings.clocks import Clock, clock_drawing
from afterword.graphics.drawings.lanes import Mark, lane_drawing
from afterword.graphics.drawings.meter import Meter, meter_drawing
from afterword.graphics.drawings.panels import Panel, Panels
from afterword.graphics.drawings.plot import Plot, plot_drawing
from afterword.graphics.drawings.scale import Extent, Scale
from afterword.graphics.drawings.ticks import Tick, since_ticks, start_tick, time_ticks

__all__ = [
    "Clock",
    "Extent",
    "Mark",
    "Meter",
    "Panel",
    "Panels",
    "Plot",
    "Scale",
    "Tick",
    "clock_drawing",
    "lane_drawing",
    "meter_drawing",
    "plot_drawing",
    "since_ticks",
    "start_tick",
    "time_ticks",
]
