internal import CLibgit2

/// Work of git's that a person has begun and not ended.
package enum OperationInProgress: String, Hashable, Sendable, CaseIterable {
  case merge, rebase, revert, bisect
  case cherryPick = "cherry-pick"
  case applyMailbox = "am"
}

extension GitRepository {
  /// What is in progress, or nil.
  @available(*, noasync)
  package var operation: OperationInProgress? {
    let state = UInt32(bitPattern: unsafe git_repository_state(handle))
    return switch git_repository_state_t(rawValue: state) {
    case GIT_REPOSITORY_STATE_MERGE: .merge
    case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: .revert
    case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: .cherryPick
    case GIT_REPOSITORY_STATE_BISECT: .bisect
    case GIT_REPOSITORY_STATE_REBASE, GIT_REPOSITORY_STATE_REBASE_INTERACTIVE,
      GIT_REPOSITORY_STATE_REBASE_MERGE, GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE:
      .rebase
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX: .applyMailbox
    default: nil
    }
  }
}
