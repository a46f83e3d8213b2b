import Diagnostics
import Testing
import YAMLReading

@Suite struct `Reading a mapping` {
  private func read(
    _ text: String, _ body: (inout MappingReader, inout Faults) -> Void
  ) throws -> [Diagnostic] {
    var faults = Faults()
    var reader = MappingReader(try parsed(text), "the file", noting: &faults)
    body(&reader, &faults)
    reader.finish(noting: &faults)
    do {
      try faults.check()
      return []
    } catch {
      return error.diagnostics
    }
  }

  @Test func `values come by the type that was asked for`() throws {
    let faults = try read("s: 1.10\ni: -3\nb: true\nl: [a, 'b']\nm: {x: 1}\n") { reader, faults in
      #expect(reader.text("s", noting: &faults) == "1.10")
      #expect(reader.integer("i", noting: &faults) == -3)
      #expect(reader.boolean("b", noting: &faults) == true)
      #expect(reader.texts("l", noting: &faults) == ["a", "b"])
      #expect(reader.pairs("m", noting: &faults).map(\.name) == ["x"])
      #expect(reader.text("absent", noting: &faults) == nil)
    }
    #expect(faults.isEmpty)
  }

  @Test(arguments: ["0755", "1.0", "1e3", "+1", "-0", "0x10", "1_000", "", "-", "9223372036854775808", "--1"])
  func `what only looks like an integer is none`(text: String) throws {
    #expect(Node.integer(from: text) == nil)
  }

  @Test(arguments: [("0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", Int.max)])
  func `a decimal integer is one`(text: String, number: Int) { #expect(Node.integer(from: text) == number) }

  @Test(arguments: ["yes", "no", "on", "off", "True", "1", "[]", "y"])
  func `only true and false are booleans`(text: String) throws {
    let faults = try read("b: \(text)\n") { reader, faults in
      #expect(reader.boolean("b", noting: &faults) == nil)
    }
    #expect(faults.count == 1)
  }

  @Test func `all faults come at once, in the order of the lines`() throws {
    let faults = try read("nmae: x\nport: ~\nhosts: one\n") { reader, faults in
      _ = reader.texts("hosts", noting: &faults)
      _ = reader.required("port", noting: &faults)
      _ = reader.requiredText("name", noting: &faults)
    }
    #expect(
      faults.map { "\($0.place.map(String.init(describing:)) ?? "") \($0.message)" } == [
        "f.yaml:1:1 the file has no 'name'",
        "f.yaml:1:1 the file has an unknown key 'nmae'",
        "f.yaml:2:7 the file has no 'port'",
        "f.yaml:3:8 'hosts' of the file is a single value, not a list",
      ])
  }

  @Test func `an unknown key names the nearest known one, or all of them`() throws {
    let faults = try read("versoin: 1\nzzz: 2\n") { reader, _ in
      _ = reader.node("version")
      _ = reader.node("name")
    }
    #expect(faults.map(\.hints) == [["did you mean 'version'?"], ["one of version, name"]])
  }

  @Test func `a hostile key is quoted`() throws {
    let faults = try read("\"a\\e[2J\": 1\n") { _, _ in }
    #expect(faults.map(\.message) == ["the file has an unknown key '\"a\\033[2J\"'"])
  }

  @Test func `a list where a mapping belongs is a fault, nothing is an empty mapping`() throws {
    #expect(try read("- a\n") { _, _ in }.map(\.message) == ["the file is a list, not a mapping"])
    #expect(try read("") { _, _ in }.isEmpty)
  }
}
