/// Somebody who says what a test has written down: a reply for each question, in order, then nothing more.
package final class ScriptedPerson: Questioner {
  private var replies: [String]
  private let editing: (([UInt8]) -> String)?
  /// Every question.
  package private(set) var asked: [String] = []
  /// Everything else that was said.
  package private(set) var told: [String] = []

  /// `editing` is what the person makes of a text in an editor; without it there is no editor.
  package convenience init(_ replies: String..., editing: (([UInt8]) -> String)? = nil) {
    self.init(list: replies, editing: editing)
  }

  package init(list replies: [String], editing: (([UInt8]) -> String)? = nil) {
    self.replies = replies
    self.editing = editing
  }

  /// Whether a reply was left over, or a question without one.
  package var isDone: Bool { replies.isEmpty }

  package func ask(_ prompt: String) -> String? {
    asked.append(prompt)
    return replies.isEmpty ? nil : replies.removeFirst()
  }

  package func tell(_ line: String) { told.append(line) }

  package func edit(_ text: [UInt8], of path: RelativePath) throws(Findings) -> [UInt8] {
    guard let editing else { throw Findings(Diagnostic(.noProgram, "no editor configured")) }
    return Array(editing(text).utf8)
  }
}
