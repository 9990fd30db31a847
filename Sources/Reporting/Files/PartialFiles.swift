#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The reports that are being written, for a signal handler that ends the process to take them away.
///
/// Files are added and removed on the main thread only; the handler reads and calls nothing but `unlink`.
public enum PartialFiles {
  /// Where a path stands in the table.
  public struct Place: Sendable {
    fileprivate let index: Int
  }

  private static let capacity = 16
  private nonisolated(unsafe) static let paths: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    paths.initialize(repeating: nil, count: capacity)
    return paths
  }()

  /// Makes the table, which a handler must not do.
  public static func prepare() { _ = paths }

  /// Notes a file; nil if the table is full, which costs a file beside the reports if the process is killed.
  static func add(_ path: String) -> Place? {
    guard let index = (0..<capacity).first(where: { paths[$0] == nil }) else { return nil }
    paths[index] = strdup(path)
    return Place(index: index)
  }

  /// Forgets a file that is complete or gone.
  static func remove(_ place: Place?) {
    guard let place else { return }
    let path = paths[place.index]
    paths[place.index] = nil
    free(path)
  }

  /// Takes all files away; may be called by a signal handler.
  public static func unlinkAll() {
    for index in 0..<capacity {
      if let path = paths[index] { _ = unlink(path) }
    }
  }
}
