public import Trading

/// Randomness that is a pure function of seed, decision site and ordinal.
///
/// Each site has a stream of its own, so that adding or removing one draw shifts no other (moonpool #175). The
/// function is SplitMix64's finaliser (Steele, Lea, Flood 2014); the bounded draw is Lemire's multiplication
/// without rejection, whose bias below 2⁻³² for the bounds used here does not matter for a simulation.
public struct SiteRandomness: Hashable, Sendable {
  /// The seed of the run.
  public let seed: UInt64

  /// Makes the randomness of a seed.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// The n-th draw of a site, uniform over 64 bits.
  public func bits(site: UInt64, ordinal: UInt64) -> UInt64 {
    SiteRandomness.mix(SiteRandomness.mix(seed &+ 0x9E37_79B9_7F4A_7C15 &* (site &+ 1)) &+ ordinal)
  }

  /// The n-th draw of a site, uniform below a bound; 0 for a bound of 0.
  public func number(below bound: UInt64, site: UInt64, ordinal: UInt64) -> UInt64 {
    bits(site: site, ordinal: ordinal).multipliedFullWidth(by: bound).high
  }

  /// The n-th draw of a site, uniform between two spans, both included, in whole milliseconds above the lower.
  public func span(from lower: TimeSpan, through upper: TimeSpan, site: UInt64, ordinal: UInt64) -> TimeSpan {
    let milliseconds = max(0, (upper - lower).nanoseconds / 1_000_000)
    return lower + .milliseconds(Int(number(below: UInt64(milliseconds) + 1, site: site, ordinal: ordinal)))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
