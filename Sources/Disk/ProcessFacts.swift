import Glibc
import SystemPackage

/// The current folder of the process; absolute.
package func currentFolder() throws(DiskError) -> String {
  guard let path = unsafe getcwd(nil, 0) else {
    throw DiskError(.look, bytes: Array(".".utf8), .failed(Errno(rawValue: errno)))
  }
  defer { unsafe free(path) }
  return unsafe String(cString: path)
}

/// The folder that a path names, absolute and with every symbolic link resolved; nil if it is not one.
package func canonicalFolder(_ path: String) -> String? {
  guard folderExists(at: path), let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// The variables of the process's environment; what is not UTF-8 is repaired, of two of a name the first counts.
package func processEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var next = unsafe environ
  while let entry = unsafe next.pointee {
    let text = unsafe String(cString: entry)
    if let equals = text.firstIndex(of: "="), variables[String(text[..<equals])] == nil {
      variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    unsafe next += 1
  }
  return variables
}
