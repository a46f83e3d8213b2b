import FileTrees
import GitReading
import JSONCoding
import Skeletons
import Texts

/// The `digest` line of a record, `OWN-INPUTS`, each 16 hexadecimal digits.
///
/// The first part covers what the record itself states of the render: skeleton, answers, and the contents of the files. It
/// fits them unless something other than tenon has changed the record, such as a merge. The second part covers what else
/// the render read: guests, layout, defaults of the workspace, the version of the template language. Both sides of a merge
/// that changed what is rendered differ in the line, so git leaves a conflict there.
struct RecordDigest: Hashable, Sendable {
  let own: String
  let inputs: String

  init(of record: Record) {
    own = shortDigest(
      of: (Self.header(of: record) + Self.answers(of: record) + record.files.map(Self.line).sorted())
        .joined(separator: "\n"))
    inputs = record.inputs
  }

  /// Nil if the text has another form.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy(Self.isPart) else { return nil }
    own = parts[0]
    inputs = parts[1]
  }

  var text: String { "\(own)-\(inputs)" }

  private static func isPart(_ text: String) -> Bool {
    text.utf8.count == shortDigestLength && text.utf8.allSatisfy("0123456789abcdef".utf8.contains)
  }

  private static func header(of record: Record) -> [String] {
    [record.unit.description, record.skeleton.name, record.skeleton.digest, record.base.hex]
  }

  private static func answers(of record: Record) -> [String] {
    record.answers.sorted { $0.key < $1.key }.map { "\($0.key)=\(Literal.json($0.value.words))" }
  }

  private static func line(_ file: RecordedFile) -> String {
    "\(file.source)\0\(file.blob.hex)\0\(file.isExecutable)"
  }
}

/// The digits of a digest that tells versions of one unit apart.
package let shortDigestLength = 16

/// The first digits of the blob id of a text.
package func shortDigest(of text: String) -> String {
  String(blobID(of: Array(text.utf8)).hex.prefix(shortDigestLength))
}
