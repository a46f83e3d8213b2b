/// Where something is: a file, and where known the line and column, both from 1; columns count bytes.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let line: Int?
  package let column: Int?

  package init(_ path: String, line: Int? = nil, column: Int? = nil) {
    self.path = path
    self.line = line
    self.column = column
  }

  package var description: String {
    [path, line.map(String.init), column.map(String.init)].compactMap(\.self).joined(separator: ":")
  }
}
