internal import CLibgit2
package import Texts

/// Git's configuration, all levels together.
@safe struct Configuration: ~Copyable {
  private let handle: OpaquePointer

  /// What holds in one repository.
  init(of repository: OpaquePointer) throws(GitError) {
    unsafe handle = try make(.readConfiguration) { unsafe git_repository_config(&$0, repository) }
  }

  /// What holds everywhere: the machine's and the person's own, which no repository can write.
  init() throws(GitError) {
    unsafe handle = try make(.readConfiguration) { unsafe git_config_open_default(&$0) }
  }

  deinit { unsafe git_config_free(handle) }

  func isSet(_ name: String) throws(GitError) -> Bool {
    guard let value = try string(name) else { return false }
    var isSet: Int32 = 0
    try check(.readConfiguration) { unsafe git_config_parse_bool(&isSet, value) }
    return isSet != 0
  }

  /// The last value given, or nil.
  func string(_ name: String) throws(GitError) -> String? {
    do throws(GitError) {
      let value = try unsafe fill(.readConfiguration) { unsafe git_config_get_string_buf($0, handle, name) }
      return String(decoding: value, as: UTF8.self)
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }

  /// All values of a name that may be given several times, the most general level first.
  func strings(_ name: String) throws(GitError) -> [String] {
    let handle = unsafe handle
    guard
      let iterator = unsafe try find(
        .readConfiguration, { unsafe git_config_multivar_iterator_new(&$0, handle, name, nil) })
    else { return [] }
    defer { unsafe git_config_iterator_free(iterator) }
    var values: [String] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while unsafe git_config_next(&entry, iterator) == 0 {
      values.append(unsafe entry?.pointee.value.map { unsafe String(cString: $0) } ?? "")
    }
    return values
  }

  /// Adds a file whose values win over all others.
  func layer(_ path: String, for repository: OpaquePointer) throws(GitError) {
    try check(.readConfiguration) {
      unsafe git_config_add_file_ondisk(handle, path, GIT_CONFIG_LEVEL_APP, repository, 0)
    }
  }
}

extension GitRepository {
  /// A value of git's configuration as it holds here, such as `core.hooksPath`, or nil.
  @available(*, noasync)
  package func configuration(_ name: String) throws(GitError) -> String? {
    try unsafe Configuration(of: handle).string(name)
  }

  /// A yes or no of git's configuration.
  package func isSet(_ name: String, default value: Bool = false) throws(GitError) -> Bool {
    try configuration(name).map { ["true", "yes", "on", "1", ""].contains($0.lowercased()) } ?? value
  }
}

/// A path of the configuration with `~` put in.
func expandedPath(_ value: String) throws(GitError) -> String {
  let path = try unsafe fill(.readConfiguration) { unsafe git_config_parse_path($0, value) }
  return String(decoding: path, as: UTF8.self)
}
