import Handoffs
import Skeletons
import Testing

/// How to get to a guest, by its kind and by who logs in there.
struct MachinesTests {
  @Test(arguments: [
    (Guest.Kind.container, String?.none, "ssh root@192.0.2.5"), (.machine, nil, "ssh ansible@192.0.2.5 sudo"),
    (.machine, "root", "ssh root@192.0.2.5"), (.container, "ops", "ssh ops@192.0.2.5 sudo"),
  ])
  func `root by itself, anybody else by sudo`(kind: Guest.Kind, user: String?, reach: String) {
    var guest = Guest(kind: kind, id: 105, name: "web", address: "192.0.2.5", node: "lab")
    guest.user = user
    #expect(Machines.login(guest) == reach)
    guest.address = nil
    #expect(Machines.login(guest) == nil)
  }
}
