/// A text taken apart into entries, each with the exact bytes that belong to it.
///
/// Everything is a slice of the text, and the slices in their order are the whole text: what is put together from them
/// is never printed anew.
package struct SourceTree: Sendable {
  package let root: Value
  package let format: StructureFormat
  package let text: [UInt8]

  /// What is under a key or at a place of a list.
  package indirect enum Value: Sendable {
    case atom(Atom)
    case container(Container)
  }

  /// A value that is taken whole or not at all.
  package struct Atom: Sendable {
    package let bytes: ArraySlice<UInt8>
    /// The same for two ways to write the same value.
    package let meaning: String
    package let comments: [String]
    /// Whether it is a block of text, whose lines may be merged.
    package let isBlock: Bool
    /// Whether other indentation leaves its meaning as it is.
    package let isIndentable: Bool

    package init(
      _ bytes: ArraySlice<UInt8>, meaning: String, comments: [String] = [], isBlock: Bool = false,
      isIndentable: Bool = true
    ) {
      self.bytes = bytes
      self.meaning = meaning
      self.comments = comments
      self.isBlock = isBlock
      self.isIndentable = isIndentable
    }
  }

  /// Entries between an opening and a closing, each of which may be empty.
  package struct Container: Sendable {
    package let kind: Kind
    /// An anchor, a tag, the name of a function: what belongs to the value and is not an entry.
    package let label: String
    package let open: ArraySlice<UInt8>
    package var entries: [Entry]
    package let close: ArraySlice<UInt8>
    /// What each entry is indented by; nil if entries share a line.
    package let indent: [UInt8]?
    package let separator: Separator
    /// Whether the last entry has a separator after it; nil if there is no entry to tell.
    package let endsInSeparator: Bool?

    package init(
      _ kind: Kind, label: String = "", open: ArraySlice<UInt8>, entries: [Entry], close: ArraySlice<UInt8>,
      indent: [UInt8]?, separator: Separator = .none, endsInSeparator: Bool? = nil
    ) {
      self.kind = kind
      self.label = label
      self.open = open
      self.entries = entries
      self.close = close
      self.indent = indent
      self.separator = separator
      self.endsInSeparator = endsInSeparator
    }
  }

  /// What order and identity mean in a container.
  package enum Kind: Sendable {
    /// Entries have keys, and their order means nothing.
    case map
    /// Entries are in an order that means something.
    case list
    /// Entries that mean something by their place, and cannot be more or fewer: a call's arguments, a row's cells.
    case arguments
    /// The documents of a stream, or the one value that a text is.
    case documents
  }

  /// What is between two entries besides blanks.
  package enum Separator: Sendable {
    /// Each entry is on lines of its own.
    case none
    /// A comma, with anything between.
    case comma
    case commaOrLine
    /// The bar between the cells of a row.
    case bar
  }

  /// Whether a container may hold a key more than once.
  package enum Repetition: Sendable {
    case never
    /// It can be read, but a merge that makes a second one of it has gone wrong.
    case possible
    /// Each one adds to the others, such as `ExecStart=` of a systemd unit or a block `ingress`.
    case usual
    /// Each one is an element of a list, in an order that means something: TOML's `[[…]]`.
    case element
  }

  /// A value with its key, its comments and the rest of its lines.
  package struct Entry: Sendable {
    /// Nil in a list.
    package var key: String?
    package let repetition: Repetition
    /// Comments and blanks before it, down to its indentation.
    package let before: ArraySlice<UInt8>
    /// From its key to its value.
    package let head: ArraySlice<UInt8>
    package var value: Value
    /// What follows on its last line, and comments below that are indented deeper.
    package let after: ArraySlice<UInt8>
    package let hasSeparator: Bool

    package init(
      key: String?, repetition: Repetition = .never, before: ArraySlice<UInt8>, head: ArraySlice<UInt8>,
      value: Value,
      after: ArraySlice<UInt8>, hasSeparator: Bool = false
    ) {
      self.key = key
      self.repetition = repetition
      self.before = before
      self.head = head
      self.value = value
      self.after = after
      self.hasSeparator = hasSeparator
    }
  }
}

extension SourceTree.Value {
  package var container: SourceTree.Container? {
    if case .container(let container) = self { container } else { nil }
  }

  package var atom: SourceTree.Atom? {
    if case .atom(let atom) = self { atom } else { nil }
  }

  /// Where it begins in its text.
  package var start: Int {
    switch self {
    case .atom(let atom): atom.bytes.startIndex
    case .container(let container): container.open.startIndex
    }
  }

  /// Where it ends in its text.
  package var end: Int {
    switch self {
    case .atom(let atom): atom.bytes.endIndex
    case .container(let container): container.close.endIndex
    }
  }
}

extension SourceTree.Entry {
  /// The bytes of the text that are the entry's.
  package var range: Range<Int> { before.startIndex..<max(after.endIndex, value.end) }
}

extension SourceTree.Container {
  /// The bytes of the text that are the container's.
  package var range: Range<Int> { open.startIndex..<close.endIndex }

  /// What the entry under this key states, if that is an atom.
  package func meaning(under key: String) -> String? {
    entries.first { $0.key == key }?.value.atom?.meaning
  }
}
