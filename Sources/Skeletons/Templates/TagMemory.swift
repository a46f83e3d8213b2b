/// The tags that were read outside lists, by their bytes: most occur many times in one skeleton.
///
/// It is of one scope, and of one thread.
final class TagMemory {
  let expressions = Remembered<Template.Expression>()
  let tests = Remembered<Template.Test>()

  /// What tags of one kind mean.
  final class Remembered<Meaning> {
    private var known: [ArraySlice<UInt8>: Meaning] = [:]

    /// The meaning of a tag, read where it is new; a fault is not remembered, since it has a place.
    func meaning(
      of text: ArraySlice<UInt8>, read: () throws(TagError) -> Meaning
    ) throws(TagError) -> Meaning {
      if let known = known[text] { return known }
      let meaning = try read()
      known[text] = meaning
      return meaning
    }
  }
}
