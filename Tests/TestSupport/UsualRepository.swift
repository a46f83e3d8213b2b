extension Sandbox {
  /// A repository with a commit, with a name that has a space and one that is not ASCII.
  package func makeUsualRepository() throws {
    try makeRepository()
    try write("repo/roles/a b/tasks/main.yml", "---\n- name: ü\r\n")
    try write("repo/docs/x.md", "x\n")
    try commitAll("first")
  }
}
