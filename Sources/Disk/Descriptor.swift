import CLinux
import FileTrees
import Glibc
import SystemPackage

/// An open file or folder, closed when it goes.
struct Descriptor: ~Copyable, Sendable {
  let number: CInt

  init(owning number: CInt) { self.number = number }

  deinit { close(number) }

  /// What is after it.
  func status() throws(Errno) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .last }
    return status
  }
}

/// A folder being listed, closed when it goes.
@safe struct Listing: ~Copyable {
  private let handle: OpaquePointer

  init(_ folder: borrowing Descriptor) throws(Errno) {
    // fdopendir(3) takes the descriptor over only if it succeeds, hence a copy.
    let copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw .last }
    guard let handle = unsafe fdopendir(copy) else {
      let error = Errno.last
      close(copy)
      throw error
    }
    unsafe self.handle = handle
  }

  deinit { unsafe closedir(handle) }

  /// The names in it but for `.` and `..`, in byte order.
  func names() throws(Errno) -> [[UInt8]] {
    var names: [[UInt8]] = []
    while let name = try next() {
      if !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func next() throws(Errno) -> [UInt8]? {
    errno = 0
    guard let entry = unsafe readdir(handle), let name = unsafe tenon_entry_name(entry) else {
      if errno != 0 { throw .last }
      return nil
    }
    return unsafe UnsafeRawBufferPointer(start: name, count: strlen(name)).map { $0 }
  }
}

extension Errno {
  /// The error of the system call that just failed on this thread.
  static var last: Errno { Errno(rawValue: errno) }
}

/// Calls again where a signal came between, as every call that can block must.
func retrying(_ call: () -> Int) throws(Errno) -> Int {
  while true {
    let result = call()
    if result >= 0 { return result }
    guard Errno.last == .interrupted else { throw .last }
  }
}

/// A path as the kernel wants it: bytes that end in NUL.
func cPath(_ path: some Collection<UInt8>) -> [CChar] {
  var text: [CChar] = []
  text.reserveCapacity(path.count + 1)
  for byte in path { text.append(CChar(bitPattern: byte)) }
  text.append(0)
  return text
}

/// Adds to a system error what was attempted on which path.
func diagnosing<Value: ~Copyable>(
  _ attempt: DiskError.Attempt, _ path: RelativePath?, _ call: () throws(Errno) -> Value
) throws(DiskError) -> Value {
  do {
    return try call()
  } catch {
    throw DiskError(attempt, path, .failed(error))
  }
}

/// `O_PATH`: opens without touching, to look at a file or to go through a folder.
let locate = tenon_locate
