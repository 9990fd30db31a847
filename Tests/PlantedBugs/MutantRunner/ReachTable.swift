import Foundation
import MutantChoice

/// What the unchanged program does in each of many runs, and which mutants' places each run reaches.
///
/// A run that does not reach a mutant's place goes as if the mutant were not there, so it need not be repeated with it.
struct ReachTable {
  /// How many mutants, numbered from 1.
  let mutants: Int
  /// For each run its digest.
  var digests: [UInt64] = []
  /// For each run whether it passes.
  var passes: [Bool] = []
  /// For each run a byte for each mutant, or the bits of one mutant.
  private var reached: [[UInt8]] = []

  init(mutants: Int) { self.mutants = mutants }

  /// Makes a run and notes what it reaches.
  mutating func record(_ run: () -> (digest: UInt64, isPassed: Bool)) {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let result = bytes.withUnsafeMutableBufferPointer { buffer in
      mutant_record(buffer.baseAddress)
      defer { mutant_record(nil) }
      return run()
    }
    digests.append(result.digest)
    passes.append(result.isPassed)
    var bits = [UInt8](repeating: 0, count: mutants / 8 + 1)
    for number in 1...max(1, mutants) where bytes[number] != 0 { bits[number / 8] |= 1 << UInt8(number % 8) }
    reached.append(bits)
  }

  /// Writes the table.
  func write(to path: String) throws {
    var data = Data()
    for number in [UInt64(mutants), UInt64(digests.count)] + digests {
      withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }
    data.append(contentsOf: passes.map { $0 ? 1 : 0 })
    for bits in reached { data.append(contentsOf: bits) }
    try data.write(to: URL(filePath: path))
  }

  /// Reads a table.
  init?(path: String) {
    guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped), data.count >= 16 else {
      return nil
    }
    func number(_ index: Int) -> UInt64 {
      UInt64(littleEndian: data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) })
    }
    mutants = Int(number(0))
    let (count, width) = (Int(number(1)), Int(number(0)) / 8 + 1)
    guard data.count == 16 + count * 9 + count * width else { return nil }
    digests = (0..<count).map { number(2 + $0) }
    passes = (0..<count).map { data[16 + count * 8 + $0] == 1 }
    table = data
  }

  private var table = Data()

  /// The runs that reach a mutant's place and pass without it.
  func runs(reaching mutant: Int) -> [Int] {
    let (count, width) = (digests.count, mutants / 8 + 1)
    return (0..<count).filter { run in
      passes[run] && table[16 + count * 9 + run * width + mutant / 8] & (1 << UInt8(mutant % 8)) != 0
    }
  }
}
