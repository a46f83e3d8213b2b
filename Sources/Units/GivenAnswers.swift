package import YAMLReading

/// Answers as they were given: single ones, and a whole file of them.
package struct GivenAnswers: Sendable {
  /// The key of a list of units that is no answer: what `--as` and `--into` say of one.
  package static let unitKey = "unit"
  /// `VARIABLE=VALUE`, in order; a later one wins.
  package let single: [String]
  package let file: File?
  /// Answers that were read already, for this unit alone; they win over the others.
  package var own: Node?
  /// Variables that are to have their defaults again.
  package let unset: [String]
  /// Paths of files that the unit is to leave out, as they were typed, and of those that it is to have again.
  package let skipped: [String]
  package let unskipped: [String]

  package init(
    single: [String] = [], file: File? = nil, unset: [String] = [], skipped: [String] = [],
    unskipped: [String] = []
  ) {
    self.single = single
    self.file = file
    self.unset = unset
    self.skipped = skipped
    self.unskipped = unskipped
  }

  /// Whether nothing was answered at all.
  package var isEmpty: Bool {
    file == nil && [single, unset, skipped, unskipped].allSatisfy(\.isEmpty)
  }

  /// The same with one more answer, `VARIABLE=VALUE`.
  package func adding(_ answer: String) -> GivenAnswers {
    GivenAnswers(
      single: single + [answer], file: file, unset: unset, skipped: skipped, unskipped: unskipped)
  }

  /// A YAML or JSON text and the name it has in messages.
  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }
}
