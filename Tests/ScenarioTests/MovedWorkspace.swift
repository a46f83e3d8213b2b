import Foundation
import TestSupport

extension Sandbox {
  /// Copies a workspace as if it had been moved there: a journal names the folder in which it was written, and is not
  /// trusted in a copy of it.
  func moveIn(_ folder: String, to copy: String) throws {
    try run("cp", ["-a", folder, copy])
    let state = "\(copy)/.tenon/state"
    let journals = FileManager.default.enumerator(atPath: path(state))?.compactMap { $0 as? String } ?? []
    for name in journals where name.hasSuffix("journal.json") {
      let journal = "\(state)/\(name)"
      let (was, now) = (try inode(of: "\(folder)/.tenon/state"), try inode(of: state))
      try write(
        journal, try text(journal).replacing("\"inode\":\"\(was)\"", with: "\"inode\":\"\(now)\""))
    }
  }

  /// What stat(1) says of a folder.
  private func inode(of folder: String) throws -> Int {
    let number = try FileManager.default.attributesOfItem(atPath: path(folder))[.systemFileNumber] as? Int
    guard let number else { throw CocoaError(.fileReadUnknown) }
    return number
  }
}
