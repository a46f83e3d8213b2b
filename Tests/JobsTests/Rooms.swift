// The rooms, and the jobs by which the tests use them.
@_exported import JobScenes
