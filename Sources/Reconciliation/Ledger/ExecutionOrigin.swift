/// How an execution came into the books.
///
/// Journals hold the raw values.
public enum ExecutionOrigin: UInt8, Hashable, Sendable, CaseIterable {
  /// The broker reported it, and it changed position and cash.
  case reported = 1
  /// Its quantity was part of a position taken over before, and so was not added again.
  case absorbed = 2
}
