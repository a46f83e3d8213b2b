package import Diagnostics

/// A value of a YAML document with the place where it begins.
///
/// A scalar keeps its text: its meaning depends on the declared type, so that `1.10` stays `1.10`.
package struct Node: Hashable, Sendable {
  package let place: Place
  package let value: Value

  package init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }

  package enum Value: Hashable, Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Pair])
  }

  /// A scalar's text and how it was written.
  package struct Scalar: Hashable, Sendable {
    package let text: String
    package let isPlain: Bool
    /// The offset of its text from its place, if the source contains the text byte for byte.
    let inset: Int?

    package init(text: String, isPlain: Bool, inset: Int? = nil) {
      self.text = text
      self.isPlain = isPlain
      self.inset = inset
    }
  }

  /// A key and what is under it; keys are scalars and unique in their mapping.
  package struct Pair: Hashable, Sendable {
    package let key: Node
    package let value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }

    package var name: String { key.scalar?.text ?? "" }
  }
}

extension Node {
  package var scalar: Scalar? {
    if case .scalar(let scalar) = value { scalar } else { nil }
  }

  package var items: [Node]? {
    if case .sequence(let items) = value { items } else { nil }
  }

  package var pairs: [Pair]? {
    if case .mapping(let pairs) = value { pairs } else { nil }
  }

  /// Whether nothing is there: `key:`, `key: ~` or `key: null`.
  package var isNull: Bool {
    guard let scalar, scalar.isPlain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// The value under a key, or nil if this is not a mapping or has no such key.
  package subscript(key: String) -> Node? { pairs?.first { $0.name == key }?.value }

  /// The place of a byte of the scalar's text in the source, as exactly as its style allows.
  package func place(ofByte offset: Int) -> Place {
    guard let inset = scalar?.inset, let column = place.column else { return place }
    return Place(place.path, line: place.line, column: column + inset + offset)
  }

  /// What it is, for a sentence such as "'files' is a text, not a list".
  package var kindWords: String {
    switch value {
    case .scalar: isNull ? "empty" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
