import FileTrees

/// What is done with a file, in plans and documents: a closed list, which README.md explains.
enum FileAction: String, Codable, CaseIterable {
  /// It is not there and is written.
  case create
  /// It is as it was generated, and is brought to what the skeleton makes now.
  case update
  /// The person's edits and the skeleton's news are put together.
  case merge
  /// It goes to another path.
  case move
  case delete
  /// It stays as the person has it.
  case keep
  /// It is there already, and is managed from now on.
  case take
  /// It stays, and belongs to the unit no more.
  case leave
  /// It is not there, and stays away.
  case absent
  /// A person has to decide.
  case conflict
  /// It is written with both sides between markers.
  case markers
  /// A conflict that was decided for the person's side.
  case ours
  /// A conflict that was decided for the skeleton's side.
  case theirs
  case unchanged

  init(_ change: Change) {
    self =
      switch (change.before, change.after) {
      case (.absent, _): .create
      case (_, .absent): .delete
      default: .update
      }
  }
}
