import Diagnostics
import Testing

@Suite struct `The nearest name` {
  @Test(arguments: [("nmae", "name"), ("ports", "port"), ("databse", "database"), ("target", "target")])
  func `is the one that was meant`(typed: String, meant: String) {
    #expect(nearest(to: typed, among: ["name", "port", "database", "target"]) == meant)
  }

  @Test(arguments: ["zzz", "", "nothing-like-it"])
  func `is none where none is like it`(typed: String) {
    #expect(nearest(to: typed, among: ["name", "port", "database"]) == nil)
  }
}
