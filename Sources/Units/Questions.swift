package import Diagnostics
package import FileTrees
package import Skeletons

/// A person who can be asked, if there is one: a terminal after a command, or a script in a test.
package protocol Questioner {
  /// Asks for one line; nil at the end of input.
  func ask(_ prompt: String) -> String?
  /// Tells something before the next question.
  func tell(_ line: String)
  /// Lets the person edit a text of the file at `path`, and returns what they saved.
  ///
  /// Throws if there is no editor, or it failed.
  func edit(_ text: [UInt8], of path: RelativePath) throws(Findings) -> [UInt8]
  /// Asks for the answer to a variable; the prompt names it.
  func ask(_ prompt: String, about variable: Variable) -> String?
}

extension Questioner {
  /// A person reads the prompt.
  package func ask(_ prompt: String, about variable: Variable) -> String? { ask(prompt) }
}
