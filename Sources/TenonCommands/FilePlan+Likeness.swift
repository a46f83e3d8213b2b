import FileTrees
import Planning

extension FilePlan {
  /// How many percent of the lines the file and the skeleton's output share, without blank ones.
  ///
  /// Nil if one of them is not a file, or neither has a line.
  var likeness: Int? {
    guard let ours = ours?.content?.stored, let theirs = theirs?.content?.stored else { return nil }
    let (own, made) = (Self.lines(of: ours), Self.lines(of: theirs))
    let most = max(own.values.reduce(0, +), made.values.reduce(0, +))
    if most == 0 { return nil }
    return own.reduce(0) { $0 + min($1.value, made[$1.key] ?? 0) } * 100 / most
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .filter { line in line.contains { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } }
    return Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
  }
}
