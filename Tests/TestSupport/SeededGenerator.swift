public import Trading

/// SplitMix64: the same numbers for the same seed on every machine.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Makes the generator of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A decimal whose magnitude has a random number of bits, so that small, large and huge ones all occur.
  public mutating func decimal() throws -> Decimal {
    let bits = Int.random(in: 0...127, using: &self)
    let magnitude = bits == 0 ? 0 : UInt128.random(in: 0...UInt128.max, using: &self) >> UInt128(128 - bits)
    let units = Int128(magnitude)
    return try Decimal(units: Bool.random(using: &self) ? -units : units)
  }

  /// A product of two decimals that lies within the range of a decimal, but has 24 decimals.
  public mutating func amount() throws -> ExactAmount {
    let product = try ExactAmount.product(decimal(), Decimal(billionths: Int64.random(in: 0...1_000, using: &self)))
    return product.fitsDecimal ? product : .zero
  }
}
