/// The files of a new skeleton: small, working, and with one example of most things.
struct SkeletonStarter {
  let name: String

  /// Paths below the skeleton's folder, and what is there.
  var files: [(path: String, text: String)] {
    [
      ("skeleton.yaml", declaration), ("files/README.md", readme), ("files/service.yml", service),
      ("files/check.sh", check),
    ]
  }

  private var declaration: String {
    """
    ---
    name: \(name)
    version: 0.1.0
    summary: What a unit of \(name) is, in one sentence
    # The unit's directory; the workspace's layout and --into override it.
    destination: services/<% name %>
    yaml: .yml

    variables:
      name:
        type: string
        pattern: "[a-z][a-z0-9-]*"
        help: The unit's name
        example: web
      service:
        type: string
        default: <% name %>
        help: The systemd unit
      ports:
        type: list
        pattern: "[0-9]{1,5}"
        default: ["80"]
        help: TCP ports it listens on
      checks:
        type: boolean
        default: true
        help: Add a script that checks the unit

    files:
      # Every file below files/ goes to the same path unless a rule says otherwise.
      - { source: README.md, keep: true }
      - { source: service.yml, path: "<% service %>.yml" }
      - { source: check.sh, mode: "0755", when: { checks: true } }

    handoff:
      steps:
        - title: Show what <% name %> would do
          run: [cat, "<% destination %>/<% service %>.yml"]
          effect: reads
      rollback:
        - title: Nothing to roll back
          effect: reads

    changes:
      0.1.0: [The first version]

    """
  }

  private var readme: String {
    """
    # <% title(name) %>

    <%! This file is written once: with keep: true, updates never touch it. %>
    Runs `<% service %>`<%# has.ports %> on port <%# ports %><% . %><%^ last %>, <%/ last %><%/ ports %><%/ has.ports %>.

    """
  }

  private var service: String {
    """
    ---
    service: <% yaml(service) %>
    <%# has.ports %>
    ports:
    <%# ports %>
      - <% . %>
    <%/ ports %>
    <%/ has.ports %>
    <%^ has.ports %>
    ports: []
    <%/ has.ports %>

    """
  }

  private var check: String {
    """
    #!/bin/sh
    # Checks whether <% service %> runs.
    exec systemctl is-active --quiet <% service %>

    """
  }
}
