import FileTrees
import Foundation
import Testing

/// The one path that is no file's: the folder from which the others are counted.
@Suite struct RootTests {
  @Test(arguments: [".", "./"])
  func `a folder may be the root`(text: String) throws {
    #expect(try RelativePath(folder: text) == .root)
    #expect(RelativePath.root.description == ".")
    #expect(throws: PathError.self) { try RelativePath(text) }
  }

  @Test(arguments: ["", "/", "..", "./a", "a/.."])
  func `what is no folder is not the root`(text: String) {
    #expect(throws: PathError.self) { try RelativePath(folder: text) }
  }

  @Test func `everything lies below the root and nothing above it`() throws {
    let path = try RelativePath("a/b")
    #expect(RelativePath.root.appending(path) == path)
    #expect(path.appending(.root) == path)
    #expect(path.isBelow(.root))
    #expect(path.relative(to: .root) == path)
    #expect(!RelativePath.root.isBelow(path))
    #expect(!RelativePath.root.isBelow(.root))
    #expect(RelativePath.root.relative(to: path) == nil)
  }

  @Test func `a folder is read back from JSON as it was written`() throws {
    for folder in [RelativePath.root, try RelativePath("roles/nginx")] {
      let bytes = try JSONEncoder().encode([RelativePath.Folder(folder)])
      #expect(try JSONDecoder().decode([RelativePath.Folder].self, from: bytes).first?.path == folder)
    }
    for wrong in ["", "..", "/etc", "./a"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([RelativePath.Folder].self, from: Data("[\"\(wrong)\"]".utf8))
      }
    }
  }
}
