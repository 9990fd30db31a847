/// One account at one venue; everything durable is kept by account.
public struct AccountID: Hashable, Comparable, Sendable {
  /// The number, by which journals name the account.
  public let number: UInt32

  /// Makes the identifier of a number.
  public init(number: UInt32) { self.number = number }

  /// The account that there always is.
  public static let `default` = AccountID(number: 0)

  /// Orders by number.
  public static func < (left: AccountID, right: AccountID) -> Bool { left.number < right.number }
}
