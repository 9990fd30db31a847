import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads whole files.
enum FileReader {
  /// The bytes of a file.
  static func bytes(of path: String) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    return try bytes(from: descriptor)
  }

  /// All bytes up to the end of a file or pipe.
  static func bytes(from descriptor: Int32) throws(SystemError) -> [UInt8] {
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var bytes: [UInt8] = []
    var problem: SystemError?
    while problem == nil {
      // One byte more than expected, so that the end shows without another round of growing.
      let room = max(size + 1 - bytes.count, bytes.isEmpty ? 4096 : bytes.count)
      let old = bytes.count
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, room)
        if got < 0, errno != EINTR { problem = .last }
        count = max(0, got)
        if got < 0, errno == EINTR { problem = SystemError(number: EINTR) }
      }
      if problem?.number == EINTR {
        problem = nil
        continue
      }
      if old == 0 { bytes = part } else { bytes += part }
      if part.isEmpty { break }
    }
    if let problem { throw problem }
    return bytes
  }
}
