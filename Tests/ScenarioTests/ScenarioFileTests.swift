import Testing
import TestSupport

struct ScenarioFileTests {
  private let page = """
    # A page

    Words.

    ## One

    ```yaml .tenon/workspace.yaml
    layout: {}
    ```

    ```console unchanged
    $ tenon status \\
    >   --json
    {}
    ...
    [2]
    $ true
    ```

    ```sh
    make
    ```

    """

  @Test func `a page that is read is written as it was`() {
    #expect(ScenarioFile(page).text == page)
  }

  @Test func `a block has its commands, their lines and their status`() throws {
    let parts = ScenarioFile(page).parts
    let console = try #require(parts.first { $0.isConsole })
    guard case .console(let fence, let steps) = console else { return }
    #expect(fence.isUnchanged)
    #expect(steps.map(\.command) == [["tenon status \\", "  --json"], ["true"]])
    #expect(steps.map(\.expected) == [["{}", "..."], []])
    #expect(steps.map(\.status) == [2, 0])
  }

  @Test(arguments: [
    (["a", "b"], ["a", "b"], true), (["a"], ["..."], true), ([], ["..."], true),
    (["a", "b"], ["...", "b"], true),
    (["a", "b", "c"], ["a", "...", "c"], true), (["a", "b"], ["...", "a"], false), (["a"], [], false),
    ([], ["a"], false), (["a", "b"], ["a"], false),
  ])
  func `three dots stand for any lines`(_ lines: [String], _ expected: [String], _ isMatch: Bool) {
    #expect(matches(lines, expected[...]) == isMatch)
  }

  @Test func `a command that changes something is seen`() throws {
    let run = try ScenarioRun()
    let before = try run.snapshot()
    let result = try run.result(
      of: ScenarioFile.Step(command: ["echo x > a; pwd; cd /; exit 3"], expected: [], status: 0))
    #expect(result.expected == ["$ROOT/repo"])
    #expect(result.status == 3)
    #expect(try run.snapshot().differences(from: before).count == 1)
  }
}
