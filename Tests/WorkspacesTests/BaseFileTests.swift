import FileTrees
import GitReading
import Testing
import TestSupport
import Texts
import Workspaces

@Suite struct BaseFileTests {
  private let contents = ["one\n", "", "without an end", "\0binary\n", "one\n"].map { Content($0) }

  @Test func `what was written is read, each content once`() {
    let written = BaseFile(of: contents)
    let read = BaseFile(parsing: written.bytes)
    for content in contents { #expect(read.content(content.storedID) == content.stored) }
    #expect(read.content(.zero) == nil && read.id == written.id)
    #expect(written.bytes.first == 0)
    #expect(written.bytes.count == BaseFile(of: Array(contents.dropLast())).bytes.count)
  }

  @Test(arguments: seeds(200))
  func `whatever became of the file, no content is given that is another one`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let read = BaseFile(parsing: BaseFile(of: contents).bytes.mutated(using: &random))
    for content in contents {
      let found = read.content(content.storedID)
      #expect(found == nil || found == content.stored)
    }
  }

  @Test func `a line that an editor added at the end takes nothing away`() {
    let read = BaseFile(parsing: BaseFile(of: contents).bytes + Array("\n".utf8))
    for content in contents { #expect(read.content(content.storedID) == content.stored) }
  }
}
