/// A place in a list of the broker's, from where the list goes on: only the broker knows what it means.
///
/// It rises from page to page, so that no list goes on for ever from one place. A shell whose broker gives tokens counts
/// the pages.
@frozen
public struct PageCursor: Hashable, Comparable, Sendable {
  /// The number.
  public let value: UInt64

  /// Makes the cursor of a number.
  @inlinable public init(_ value: UInt64) { self.value = value }

  /// Whether a place comes before another one in the list.
  @inlinable public static func < (left: PageCursor, right: PageCursor) -> Bool { left.value < right.value }
}
