/// CRC-32C (Castagnoli), as iSCSI (RFC 3720, section 12.1), ext4 and most journals use it.
public enum Checksum {
  /// The checksum of bytes; `crc32c("123456789")` is 0xE3069283.
  ///
  /// Eight bytes at a time with eight tables ("slicing by 8"; Kounavis and Berry, 2005).
  public static func crc32c(_ bytes: [UInt8]) -> UInt32 {
    crc32c(bytes[...])
  }

  /// The checksum of a part of an array.
  public static func crc32c(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in Checksum.tables.withUnsafeBufferPointer { crc32c(bytes, $0) } }
  }

  private static func crc32c(_ bytes: UnsafeBufferPointer<UInt8>, _ tables: UnsafeBufferPointer<UInt32>) -> UInt32 {
    var crc = UInt32.max
    var index = 0
    while bytes.count - index >= 8 {
      crc ^= UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
      crc ^= UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
      var next = tables[0x700 + Int(crc & 0xFF)] ^ tables[0x600 + Int(crc >> 8 & 0xFF)]
      next ^= tables[0x500 + Int(crc >> 16 & 0xFF)] ^ tables[0x400 + Int(crc >> 24)]
      next ^= tables[0x300 + Int(bytes[index + 4])] ^ tables[0x200 + Int(bytes[index + 5])]
      next ^= tables[0x100 + Int(bytes[index + 6])] ^ tables[Int(bytes[index + 7])]
      crc = next
      index += 8
    }
    while index < bytes.count {
      crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ (crc >> 8)
      index += 1
    }
    return ~crc
  }

  /// Eight tables of 256 remainders by the reflected polynomial 0x82F63B78; the n-th is for n further zero bytes.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = []
    tables.reserveCapacity(2048)
    for index in 0..<256 {
      var remainder = UInt32(index)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? 0x82F6_3B78 ^ (remainder >> 1) : remainder >> 1 }
      tables.append(remainder)
    }
    for index in 256..<2048 {
      let previous = tables[index - 256]
      tables.append(tables[Int(previous & 0xFF)] ^ (previous >> 8))
    }
    return tables
  }()
}
