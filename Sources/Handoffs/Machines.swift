package import FileTrees
package import Skeletons

/// The machines that a unit's steps may run on, and how to get there.
package struct Machines: Sendable {
  /// Where a unit's files are on a guest: no one has the repository checked out there.
  static let checkout = "/srv/repository"

  private let target: Guest?
  private let nodes: [HostNode]
  /// The unit's own folder.
  private let folder: RelativePath

  /// The unit's first target, among the facts of the inventory.
  package init(for section: HandoffSection, in inventory: Inventory, of folder: RelativePath) {
    target = section.targets.first
    nodes = inventory.nodes
    self.folder = folder
  }

  /// The command for a place; on a guest in the checkout where it names a file of the unit.
  func command(_ arguments: [String], at location: HandoffSection.Location) -> Manifest.Command? {
    if arguments.isEmpty { return nil }
    guard location.place == .guest, place(location).reach != nil else {
      return Manifest.Command(arguments, cwd: location.folder)
    }
    let below = location.folder.map { "\(Self.checkout)/\($0)" }
    return Manifest.Command(arguments, cwd: below ?? (arguments.contains(where: names) ? Self.checkout : nil))
  }

  private func names(_ argument: String) -> Bool {
    guard !folder.isRoot else { return false }
    return argument == folder.description || argument.hasPrefix("\(folder)/")
  }

  /// What brings the unit's files to the guest as they are committed.
  var bringing: (text: String, command: Manifest.Command)? {
    guard let target, let reach = Self.login(target) else { return nil }
    let script = "git archive --format=tar HEAD \"$0\" | \(reach) tar -xf - --one-top-level=\(Self.checkout)"
    return (
      "Bring \(folder), as it is committed, to \(Self.checkout) on \(target.name)",
      Manifest.Command(["sh", "-c", script, folder.description])
    )
  }

  /// Where a command runs; without an answer, the guest is the machine that the person is on.
  func place(_ location: HandoffSection.Location) -> (at: StepPlace?, reach: String?) {
    switch location.place {
    case .controller: (nil, nil)
    case .guest: target.map { (.guest, Self.login($0)) } ?? (nil, nil)
    case .node: (.node, node(location.node ?? target?.node).map { "ssh root@\($0)" })
    }
  }

  /// The command that logs in on a guest as root; nil for one without a fixed address.
  ///
  /// Without a word about it root logs in on a container, and on a virtual machine `ansible`, who becomes root by sudo.
  package static func login(_ guest: Guest) -> String? {
    let user = guest.user ?? (guest.kind == .machine ? "ansible" : "root")
    return guest.address.map { "ssh \(user)@\($0)" + (user == "root" ? "" : " sudo") }
  }

  /// The address of a node, or its name where the inventory has none.
  private func node(_ name: String?) -> String? {
    guard let name else { return nil }
    return nodes.first { $0.name == name }?.address ?? name
  }
}
