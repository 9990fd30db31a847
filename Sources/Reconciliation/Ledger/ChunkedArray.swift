/// A list that grows at its end, and whose copies share every chunk that neither of them changes.
///
/// The books are copied with each checkpoint. A plain array that has a copy is copied as a whole by the next change,
/// however much it holds; of this one a chunk is. As long as it is short it is a plain array.
public struct ChunkedArray<Element> {
  /// The chunks that are full.
  @usableFromInline var full: [[Element]] = []
  /// What comes after them; less than a chunk.
  @usableFromInline var tail: [Element] = []

  @inlinable
  init() {}

  /// How many elements a chunk has, as a power of two.
  @inlinable static var chunkBits: Int { 6 }

  mutating func append(_ element: Element) {
    tail.append(element)
    guard tail.count == 1 << Self.chunkBits else { return }
    full.append(tail)
    tail = []
  }
}

extension ChunkedArray: RandomAccessCollection, MutableCollection {
  /// The indices, all of them.
  public typealias Indices = Range<Int>

  /// The index of the first element.
  @inlinable public var startIndex: Int { 0 }

  /// The index after the last element.
  @inlinable public var endIndex: Int { full.count << Self.chunkBits + tail.count }

  /// The element of an index.
  @inlinable
  public subscript(index: Int) -> Element {
    // Yielded, since a getter would copy an element of which one field is read; once, since only then is it inlined.
    @inline(__always)
    _read {
      let chunk = index < full.count << Self.chunkBits ? full[index >> Self.chunkBits] : tail
      yield chunk[index & (1 << Self.chunkBits - 1)]
    }
    _modify {
      let first = full.count << Self.chunkBits
      if index < first {
        yield &full[index >> Self.chunkBits][index & (1 << Self.chunkBits - 1)]
      } else {
        yield &tail[index - first]
      }
    }
  }
}

extension ChunkedArray: Sendable where Element: Sendable {}
extension ChunkedArray: Equatable where Element: Equatable {}
extension ChunkedArray: Hashable where Element: Hashable {}

extension ChunkedArray: CustomReflectable {
  /// A list of elements to whoever looks from outside, however it is kept.
  public var customMirror: Mirror { Mirror(self, unlabeledChildren: Array(self), displayStyle: .collection) }
}
