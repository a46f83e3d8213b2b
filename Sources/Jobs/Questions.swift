/// A person who can be asked, where there is one: a terminal behind a command, or a script in a test.
package protocol Questioner {
  /// Asks for one line; nil at the end of input.
  func ask(_ prompt: String) -> String?
  /// Tells something before the next question.
  func tell(_ line: String)
}
