// The tests of Workspaces.
