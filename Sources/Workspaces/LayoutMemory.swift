import JSONCoding
import Synchronization

/// What earlier commands found out about places, by what they looked at; never needed.
package final class LayoutMemory: Sendable {
  private let contents = Mutex(Contents())

  package init() {}

  private struct Contents {
    var isOpen = false
    var hasNews = false
    /// Each as JSON; the most recently used one is last.
    var answers: [(key: VerdictKey, json: [UInt8])] = []
  }

  /// Takes in the file of an earlier command, if there is one.
  package func open(_ file: [UInt8]?) {
    let answers = file.flatMap(Self.answers) ?? []
    contents.withLock { ($0.isOpen, $0.answers) = (true, answers) }
  }

  var isOpen: Bool { contents.withLock { $0.isOpen } }

  func answer<Value: Codable>(to key: VerdictKey) -> Value? {
    let json = contents.withLock { $0.answers.last { $0.key == key }?.json }
    return json.flatMap { try? decodeJSON(from: $0, at: "layout") }
  }

  func remember(_ value: some Codable, for key: VerdictKey) {
    guard let json = try? encodeJSON(value, pretty: false) else { return }
    contents.withLock { contents in
      contents.hasNews = true
      contents.answers.append((key, json))
      contents.answers.removeFirst(max(0, contents.answers.count - Self.most))
    }
  }

  /// The file for the next command; nil if there is nothing new to keep.
  package var file: [UInt8]? {
    contents.withLock { contents in
      guard contents.hasNews else { return nil }
      var writer = ByteWriter()
      writer.put(contents.answers) { writer, answer in
        writer.put(answer.key.first)
        writer.put(answer.key.second)
        writer.put(answer.json)
      }
      return PackedRecords.sealed(writer.bytes, as: Self.form)
    }
  }

  private static func answers(in file: [UInt8]) -> [(key: VerdictKey, json: [UInt8])]? {
    guard var reader = PackedRecords.reader(of: file, as: form) else { return nil }
    let answers = reader.items { reader in
      (key: VerdictKey(reader.word(), reader.word()), json: Array(file[reader.range()]))
    }
    return reader.isBroken ? nil : answers
  }

  private static let most = 64
  private static let form = Array("tenon-layout/1\n".utf8)
}
