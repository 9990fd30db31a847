import Reporting
import ScenarioLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads whole files.
enum FileReader {
  /// How large a scenario file may be, in bytes: a thousand times what people write.
  static let limit = 16 << 20

  /// The bytes of a file, of a scenario if no other limit is given, or of a pipe that somebody writes into.
  ///
  /// - Throws: A ``Problem`` that says what is at the path instead.
  static func bytes(of path: String, limit: Int = FileReader.limit) throws(Problem) -> [UInt8] {
    // A named pipe would otherwise wait for somebody to open its other end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let error = SystemError.last
      // A socket cannot be opened at all.
      if error.number == ENXIO { throw .notAFile(path, "a socket or a device") }
      throw error.isMissing ? .missing(path) : .unreadable(path, error)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, .last) }
    let kind = status.st_mode & S_IFMT
    switch kind {
    case S_IFREG, S_IFIFO: break
    case S_IFDIR: throw .notAFile(path, "a folder")
    case S_IFCHR, S_IFBLK: throw .notAFile(path, "a device")
    default: throw .notAFile(path, "something else")
    }
    if kind == S_IFREG, status.st_size > limit { throw .tooLarge(path, limit: limit) }
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try self.bytes(from: descriptor, limit: limit) } catch {
      throw .unreadable(path, error)
    }
    if bytes.count > limit { throw .tooLarge(path, limit: limit) }
    if kind == S_IFIFO, bytes.isEmpty { throw .emptyPipe(path) }
    return bytes
  }

  /// The bytes of standard input.
  static func standardInput() throws(Problem) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) { bytes = try self.bytes(from: STDIN_FILENO, limit: limit) } catch {
      throw .unreadableInput(error)
    }
    if bytes.count > limit { throw .tooLarge(SourceFile.standardInputPath, limit: limit) }
    return bytes
  }

  /// All bytes up to the end of a file or pipe, or a little more than the limit.
  static func bytes(from descriptor: Int32, limit: Int = .max) throws(SystemError) -> [UInt8] {
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      // One byte more than expected, so that the end shows without another round of growing.
      let room = max(size + 1 - bytes.count, bytes.isEmpty ? 4096 : min(bytes.count, 1 << 20))
      var number: Int32 = 0
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, room)
        if got < 0 { number = errno }
        count = max(0, got)
      }
      switch number {
      case 0: break
      case EINTR where !Interruption.isRequested: continue
      case EAGAIN:
        try waitUntilReadable(descriptor)
        continue
      default: throw SystemError(number: number)
      }
      if part.isEmpty { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
    }
    return bytes
  }

  private static func waitUntilReadable(_ descriptor: Int32) throws(SystemError) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, -1) < 0 else { return }
    if errno != EINTR || Interruption.isRequested { throw .last }
  }
}
