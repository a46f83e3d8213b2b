import CLinux
import FileTrees
import Glibc
import SystemPackage

extension WorkspaceFolder {
  /// Opens what is at a path, or this folder itself, and follows no symbolic link on the way.
  func open(
    _ path: RelativePath?, for attempt: DiskError.Attempt, _ flags: CInt, mode: mode_t = 0
  ) throws(DiskError) -> Descriptor {
    let bytes = path?.bytes ?? Array(".".utf8)
    let all = flags | O_CLOEXEC | O_NOFOLLOW
    do throws(Errno) {
      let number = try retrying {
        Int(unsafe tenon_open_below(descriptor.number, cPath(bytes), all, mode))
      }
      return Descriptor(owning: CInt(number))
    } catch {
      guard let path else {
        guard error == .noFunction || error == .notPermitted else {
          throw DiskError(attempt, nil, .failed(error))
        }
        return try openSelf(for: attempt, all)
      }
      switch error {
      case .noFunction, .notPermitted: return try walk(to: path, for: attempt, all, mode: mode)
      case .tooManySymbolicLinkLevels, .notDirectory: throw blame(for: error, on: path, attempt)
      default: throw DiskError(attempt, path, .failed(error))
      }
    }
  }

  /// This folder itself once more; its name needs no care.
  private func openSelf(for attempt: DiskError.Attempt, _ flags: CInt) throws(DiskError) -> Descriptor {
    let number = unsafe openat(descriptor.number, cPath(".".utf8), flags)
    guard number >= 0 else { throw DiskError(attempt, nil, .failed(.last)) }
    return Descriptor(owning: number)
  }

  /// The same, one component at a time: for kernels and sandboxes without openat2(2).
  private func walk(
    to path: RelativePath, for attempt: DiskError.Attempt, _ flags: CInt, mode: mode_t
  ) throws(DiskError) -> Descriptor {
    var folder = descriptor.number
    var holder = Descriptor(owning: -1)
    for component in path.components.dropLast() {
      let number = unsafe openat(folder, cPath(component), locate | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC)
      guard number >= 0 else { throw blame(for: .last, on: path, attempt) }
      holder = Descriptor(owning: number)
      folder = number
    }
    let number = unsafe openat(folder, cPath(path.name), flags, mode)
    guard number >= 0 else { throw blame(for: .last, on: path, attempt) }
    _ = holder.number
    return Descriptor(owning: number)
  }

  /// Finds the component of a path that is in the way; the error itself if there is none (any longer).
  private func blame(for error: Errno, on path: RelativePath, _ attempt: DiskError.Attempt) -> DiskError {
    for part in path.ancestors + [path] {
      var status = stat()
      let result = unsafe fstatat(descriptor.number, cPath(part.bytes), &status, AT_SYMLINK_NOFOLLOW)
      guard result == 0 else { break }
      if status.form == .symlink { return DiskError(attempt, path, .symlink(part)) }
      if status.form != .folder, part != path || error == .notDirectory {
        return DiskError(attempt, path, .notAFolder(part))
      }
    }
    return DiskError(attempt, path, .failed(error))
  }
}
