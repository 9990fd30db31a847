/// CRC-32C (Castagnoli), as iSCSI (RFC 3720, section 12.1), ext4 and most journals use it.
public enum Checksum {
  /// The checksum of bytes; `crc32c("123456789")` is 0xE3069283.
  public static func crc32c(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    return ~crc
  }

  /// The remainders of all bytes by the reflected polynomial 0x82F63B78.
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { remainder, _ in
      remainder & 1 == 1 ? 0x82F6_3B78 ^ (remainder >> 1) : remainder >> 1
    }
  }
}
