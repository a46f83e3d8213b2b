import Applying
package import Diagnostics
package import FileTrees
package import Units
import Workspaces

/// One operation of the log as a person is told of it.
package struct OperationListing: Sendable {
  package let number: Int
  /// The command, as the person named it.
  package let label: String
  /// When it began, in UTC as RFC 3339 writes it.
  package let since: String
  /// Whether it was undone, so that `redo` does it again.
  package let isUndone: Bool
  /// Ids of the units whose records it wrote or removed, in byte order.
  package let units: [String]
  /// What it wrote or removed but for records and bases, in byte order.
  package let files: [RelativePath]

  fileprivate init(_ operation: LoggedOperation) {
    (number, label, since) = (operation.number, operation.label, operation.since)
    isUndone = operation.isUndone
    let paths = operation.files.map(\.path)
    let kept = paths.compactMap { $0.relative(to: TenonFolder.units) }
    units = kept.filter { $0.name.elementsEqual("record.json".utf8) }.compactMap { $0.parent?.description }
    let fixed = TenonFolder.fixedFiles.map(\.path)
    files = paths.filter { !$0.isBelow(TenonFolder.units) && !fixed.contains($0) }
  }
}

/// Every operation that `undo` and `redo` can reach, the latest first.
package func listOperations(in opened: OpenWorkspace) throws(Findings) -> [OperationListing] {
  do throws(ApplyError) {
    return try operationLog(in: opened.workspace.folder).map(OperationListing.init)
  } catch {
    throw Findings(error)
  }
}
