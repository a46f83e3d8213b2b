/// The tags that were read outside lists, by their text: most occur many times in one skeleton.
///
/// It is of one scope, and of one thread.
final class TagMemory {
  var expressions: [String: Template.Expression] = [:]
  var tests: [String: Template.Test] = [:]
}
