import Testing
import Trading

@testable import Simulation

@Suite("Randomness by site")
struct SiteRandomnessTests {
  @Test("The draws are those written down: a change of the algorithm changes every seed")
  func knownValues() {
    let zero = SiteRandomness(seed: 0)
    let other = SiteRandomness(seed: 42)
    let bits = [
      zero.bits(site: 0, ordinal: 0), zero.bits(site: 0, ordinal: 1), zero.bits(site: 1, ordinal: 0),
      other.bits(site: 0, ordinal: 0), other.bits(site: 7, ordinal: 3), other.bits(site: .max, ordinal: .max),
    ]
    #expect(
      bits == [
        0x4821_8226_FF3C_D4BF, 0xEA85_68D2_E45F_D6CB, 0xCD73_FE3D_E975_AC26, 0xB29E_D950_786F_5AE3,
        0xDD9C_E9D6_7549_52F5, 0x3491_B1ED_AB0B_E18E,
      ])
    let numbers = (0..<8 as Range<UInt64>).map { other.number(below: 100, site: 3, ordinal: $0) }
    #expect(numbers == [57, 94, 7, 60, 47, 85, 23, 68])
  }

  @Test("A draw depends on seed, site and ordinal, and on nothing drawn before")
  func independence() {
    let randomness = SiteRandomness(seed: 9)
    let before = (0..<50 as Range<UInt64>).map { randomness.bits(site: 4, ordinal: $0) }
    for site in 0..<20 as Range<UInt64> { _ = randomness.bits(site: site, ordinal: 0) }
    #expect((0..<50 as Range<UInt64>).map { randomness.bits(site: 4, ordinal: $0) } == before)
    var all: Set<UInt64> = []
    for seed in 0..<4 as Range<UInt64> {
      for site in 0..<20 as Range<UInt64> {
        for ordinal in 0..<20 as Range<UInt64> {
          all.insert(SiteRandomness(seed: seed).bits(site: site, ordinal: ordinal))
        }
      }
    }
    #expect(all.count == 1600)
  }

  @Test("Bounded draws stay below the bound and reach all of it")
  func bounds() {
    let randomness = SiteRandomness(seed: 3)
    for bound in [1, 2, 3, 10] as [UInt64] {
      let draws = (0..<300 as Range<UInt64>).map { randomness.number(below: bound, site: bound, ordinal: $0) }
      #expect(Set(draws) == Set(0..<bound))
    }
    #expect(randomness.number(below: 0, site: 1, ordinal: 1) == 0)
    #expect(randomness.number(below: .max, site: 1, ordinal: 1) < .max)
  }

  @Test("A span lies between its ends, both included, in whole milliseconds above the lower")
  func spans() {
    let randomness = SiteRandomness(seed: 5)
    let lower = TimeSpan(nanoseconds: 1_500_001)
    let upper = lower + .milliseconds(3)
    let spans = Set(
      (0..<200 as Range<UInt64>).map { randomness.span(from: lower, through: upper, site: 0, ordinal: $0) })
    #expect(spans == Set((0...3).map { lower + .milliseconds($0) }))
    #expect(randomness.span(from: upper, through: lower, site: 0, ordinal: 0) == upper)
    #expect(randomness.span(from: lower, through: lower, site: 0, ordinal: 0) == lower)
  }
}
