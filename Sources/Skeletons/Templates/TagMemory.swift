/// The tags that were read outside lists, by their text: most occur many times in one skeleton.
///
/// It is of one scope, and of one thread.
final class TagMemory {
  var expressions: [ArraySlice<UInt8>: Template.Expression] = [:]
  var tests: [ArraySlice<UInt8>: Template.Test] = [:]
}
