import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Lists whose copies share")
struct ChunkedArrayTests {
  private func list(_ count: Int) -> ChunkedArray<Int> {
    var list = ChunkedArray<Int>()
    for number in 0..<count { list.append(number) }
    return list
  }

  @Test("A list is what was appended, below, at and above whole chunks", arguments: [0, 1, 63, 64, 65, 128, 200])
  func appended(count: Int) {
    let list = list(count)
    #expect(Array(list) == Array(0..<count) && list.count == count)
    #expect(list.indices.map { list[$0] } == Array(0..<count))
    #expect(list.last == (count == 0 ? nil : count - 1) && list.reversed().first == list.last)
  }

  @Test("A change is seen in the list and not in its copy", arguments: [0, 63, 64, 130])
  func changed(index: Int) {
    var list = list(131)
    let copy = list
    list[index] += 1000
    #expect(list[index] == index + 1000 && copy[index] == index)
    #expect(list != copy)
    list[index] -= 1000
    #expect(list == copy && list.hashValue == copy.hashValue)
  }

  @Test("A change copies one chunk and no other")
  func shared() {
    var list = list(200)
    let copy = list
    list[70] = 0
    let isShared = list.full.indices.map { chunk in
      list.full[chunk].withUnsafeBufferPointer { here in
        copy.full[chunk].withUnsafeBufferPointer { $0.baseAddress == here.baseAddress }
      }
    }
    #expect(isShared == [true, false, true])
  }

  @Test("The index of executions finds what a dictionary finds, in a copy what it found then")
  func index() {
    var generator = SeededGenerator(seed: 7)
    var index = ExecutionIndex()
    var dictionary: [ExecutionIndex.Key: Int] = [:]
    var earlier: (index: ExecutionIndex, dictionary: [ExecutionIndex.Key: Int])?
    func key() -> ExecutionIndex.Key {
      ExecutionIndex.Key(
        order: ClientOrderID(index: UInt32.random(in: 0...1, using: &generator)),
        id: ExecutionID(index: UInt32.random(in: 0...1500, using: &generator)))
    }
    for slot in 0..<2000 {
      let key = key()
      index.set(key, to: slot)
      dictionary[key] = slot
      if slot == 777 { earlier = (index, dictionary) }
    }
    for _ in 0..<2000 {
      let key = key()
      #expect(index[key] == dictionary[key])
      #expect(earlier?.index[key] == earlier?.dictionary[key])
    }
  }
}
