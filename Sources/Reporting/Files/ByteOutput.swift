#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Bytes on their way to a file, a pipe or a terminal.
///
/// The first error stays and ends all writing: the caller looks at ``error`` when it is done.
public final class ByteOutput {
  /// The name in messages: a path or `standard output`.
  public let name: String
  /// What went wrong, if something did.
  public private(set) var error: SystemError?

  private let descriptor: Int32
  private let capacity: Int
  private var buffer: [UInt8] = []

  /// Makes an output to an open descriptor, which it closes only when asked.
  ///
  /// - Parameters:
  ///   - descriptor: the descriptor.
  ///   - name: the name in messages.
  ///   - capacity: how many bytes may wait; 0 to write at once.
  public init(_ descriptor: Int32, name: String, capacity: Int = 0) {
    self.descriptor = descriptor
    self.name = name
    self.capacity = capacity
  }

  /// Takes a text.
  public func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > capacity { flush() }
  }

  /// Takes bytes.
  public func write(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    if buffer.count > capacity { flush() }
  }

  /// Hands on everything that waits.
  public func flush() {
    var start = 0
    while start < buffer.count, error == nil {
      let written = buffer[start...].withUnsafeBytes { SystemCalls.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        start += written
      } else if written < 0, errno == EAGAIN {
        waitUntilWritable()
      } else if written == 0 || errno != EINTR {
        error = written == 0 ? SystemError(number: EIO) : .last
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Somebody made the pipe non-blocking: waits until it takes bytes again.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }

  /// Hands on everything that waits and closes the descriptor.
  public func close() {
    flush()
    if SystemCalls.close(descriptor) != 0, error == nil { error = .last }
  }
}

/// System calls whose names would be hidden by methods of the same name.
enum SystemCalls {
  static func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Glibc.write(descriptor, bytes, count)
    #endif
  }

  static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.close(descriptor)
    #elseif canImport(Musl)
      Musl.close(descriptor)
    #else
      Glibc.close(descriptor)
    #endif
  }
}
