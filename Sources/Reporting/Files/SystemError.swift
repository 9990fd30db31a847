#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An error of the operating system.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of the error.
  public let number: Int32

  /// Makes an error.
  public init(number: Int32) {
    self.number = number
  }

  /// The error of the last call that failed on this thread.
  public static var last: SystemError { SystemError(number: errno) }

  /// Whether there was no room.
  public var isFull: Bool { number == ENOSPC || number == EDQUOT || number == EFBIG }

  /// Whether there is nothing of that name.
  public var isMissing: Bool { number == ENOENT || number == ENOTDIR }

  /// Whether nobody reads any more.
  public var isClosedPipe: Bool { number == EPIPE }

  /// What went wrong, in the words of the system in lower case.
  public var description: String {
    guard let words = strerror(number) else { return "error \(number)" }
    let text = String(cString: words)
    guard let first = text.first else { return "error \(number)" }
    return first.lowercased() + text.dropFirst()
  }
}
