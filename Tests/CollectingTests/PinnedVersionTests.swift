import Testing

/// What a unit requires of a tool, against the versions that the repository pins.
struct PinnedVersionTests {
  private func questions(_ tool: String, _ version: String, _ files: [String: String]) throws -> [String] {
    let scene = try Scene(files)
    try scene.writeSmallSkeleton(
      "job", destination: "infra/jobs",
      more: "handoff: { requires: [{ tool: \(tool), version: \"\(version)\" }] }\n")
    try scene.new("one", of: "job")
    return try scene.handOff().manifest?.openQuestions ?? []
  }

  /// A pin, what is required, and how the pin is named where it contradicts.
  static let pins: [(tool: String, version: String, file: String, text: String, words: String?)] = [
    ("terraform", ">=1.9", ".terraform-version", "1.8.5\n", "pins 1.8.5"),
    ("terraform", ">=1.8", ".terraform-version", "1.8.5\n", nil),
    ("terraform", ">=1.9", ".terraform-version", "latest\n", nil),
    (
      "terraform", ">=1.9", ".tool-versions", "nodejs 20.1.0\nterraform 1.8.5 # old\n", "pins terraform 1.8.5"
    ),
    ("tofu", ">=1.9", ".opentofu-version", "1.8.5", "pins 1.8.5"),
    ("tofu", ">=1.9", ".tool-versions", "opentofu 1.8.5\n", "pins opentofu 1.8.5"),
    (
      "ansible-core", ">=2.17", "requirements.txt", "ansible-core == 2.16.3 ; python_version > '3.9'\n",
      "pins ansible-core==2.16.3"
    ),
    ("ansible-core", ">=2.17", "requirements.txt", "ansible-core>=2.16\n", nil),
    (
      "ansible-core", ">=2.17", "requirements-dev.txt", "# tools\nansible==9.1.0\n",
      "pins ansible==9.1.0, which is ansible-core 2.16"
    ),
    ("ansible-core", ">=2.16", "requirements-dev.txt", "ansible==9.1.0\n", nil),
    ("ansible-core", ">=2.17", "requirements.txt", "ansible==4.1.0\n", nil),
    ("packer", ">=2", ".tool-versions", "packer 1.0.0\n", nil),
  ]

  @Test(arguments: pins.indices)
  func `a pin that does not meet a requirement is a question, and any other is none`(index: Int) throws {
    let pin = Self.pins[index]
    let asked = try questions(pin.tool, pin.version, [pin.file: pin.text])
    #expect(
      asked
        == (pin.words.map {
          ["job/one requires \(pin.tool) \(pin.version), but \(pin.file) \($0): which is right?"]
        } ?? []))
  }

  @Test func `the pin nearest to the unit counts`() throws {
    let near = try questions(
      "terraform", ">=1.9", [".terraform-version": "1.9.8\n", "infra/.terraform-version": "1.8.5\n"])
    #expect(
      near == ["job/one requires terraform >=1.9, but infra/.terraform-version pins 1.8.5: which is right?"])
    #expect(
      try questions(
        "terraform", ">=1.9", [".terraform-version": "1.8.5\n", "infra/.terraform-version": "1.9.8\n"]) == [])
  }

  @Test func `a draft stays one until nobody asks any more`() throws {
    let scene = try Scene()
    try scene.new("mail")
    let manifest = try scene.handOff(questions: ["Which host?", "When?"]).manifest
    #expect(manifest?.openQuestions == ["Which host?", "When?"])
  }
}
