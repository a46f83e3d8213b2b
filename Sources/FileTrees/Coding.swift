// Paths, ids and modes as they are in JSON: one string each, checked when it is read.

import Diagnostics

extension RelativePath: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      self = try RelativePath(text)
    } catch {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "path '\(quoted(text))' \(error.reason.words)")
    }
  }

  /// Fails for a path that is not UTF-8: JSON cannot represent it.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    guard let text else {
      throw EncodingError.invalidValue(
        bytes, .init(codingPath: encoder.codingPath, debugDescription: "path '\(self)' is not UTF-8"))
    }
    try container.encode(text)
  }
}

extension RelativePath {
  /// A folder as it is in JSON: the root is `.`, which is no other path.
  package struct Folder: Hashable, Sendable, Codable {
    package let path: RelativePath

    package init(_ path: RelativePath) { self.path = path }

    package init(from decoder: any Decoder) throws {
      let isRoot = try decoder.singleValueContainer().decode(String.self) == "."
      path = isRoot ? .root : try RelativePath(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      guard path.isRoot else { return try path.encode(to: encoder) }
      var container = encoder.singleValueContainer()
      try container.encode(path.description)
    }
  }
}

extension ObjectID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = ObjectID(hex: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "invalid object id (expected 40 lower-case hexadecimal digits)")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}

extension FileMode: Codable {}
