extension Array {
  /// The first index whose number is not below another one, in an array whose numbers ascend.
  func firstIndex<Number: Comparable>(from number: Number, by numberOf: (Element) -> Number) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if numberOf(self[middle]) < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
