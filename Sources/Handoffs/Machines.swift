package import Skeletons

/// The machines that a unit's steps may run on, and how to get there.
package struct Machines: Sendable {
  private let target: Guest?
  private let nodes: [HostNode]

  /// The unit's first target, among the facts of the inventory.
  package init(for section: HandoffSection, in inventory: Inventory) {
    target = section.targets.first
    nodes = inventory.nodes
  }

  /// Where a command runs; a guest that no answer names is whatever machine the person is on.
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
