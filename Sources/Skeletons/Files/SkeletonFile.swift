package import FileTrees

/// One file of a skeleton: where it comes from, where it goes, and what it holds.
package struct SkeletonFile: Hashable, Sendable {
  /// Below `files/`; the identity of whatever is rendered from it.
  package let source: RelativePath
  /// Below the destination; nil where it is the source itself.
  package let path: Template?
  /// The path as it is written in `skeleton.yaml`, for people.
  package let pathWords: String?
  /// The list for each item of which the file is written, once where there is none.
  package let each: String?
  package let body: Body
  package let conditions: [Condition]
  /// Written once, then the person's.
  package let keep: Bool
  package let isExecutable: Bool

  package enum Body: Hashable, Sendable {
    case template(Template)
    /// Copied as it is: binary, or said to be `verbatim`.
    case bytes([UInt8])
  }
}
