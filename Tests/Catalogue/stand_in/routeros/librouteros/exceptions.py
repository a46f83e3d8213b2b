"""The errors that the modules know."""


class LibRouterosError(Exception):
    """Any of them."""


class TrapError(LibRouterosError):
    """What the device refuses."""
