// What the tests see of the rooms: said once, so that a type which moves to another room changes this file alone.
@_exported import Applying
@_exported import Collecting
@_exported import Diagnostics
@_exported import FileTrees
@_exported import GitReading
@_exported import Handoffs
@_exported import Inventories
@_exported import Jobs
@_exported import Merging
@_exported import Planning
@_exported import Reviewing
@_exported import Secrets
@_exported import Skeletons
@_exported import TestSupport
@_exported import Texts
@_exported import Units
@_exported import Workspaces
