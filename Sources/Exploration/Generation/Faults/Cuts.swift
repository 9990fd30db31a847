import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let cut = FaultDrawing("cut") { generator, index, instant in
    let length = generator.length(index)
    // One in six is there from the start, for longer than a start is patient.
    let isOutage = generator.tape.choose(.pattern, index, below: 6) == 1
    let extent = isOutage ? Extent.duration(.seconds(40)) : length
    generator.add(NetCut { $0.extent = extent }, at: isOutage ? .zero : instant, mayMiss: true)
  }

  static let flap = FaultDrawing("flap") { generator, index, instant in
    for repetition in 0..<3 {
      let line = NetCut { $0.extent = .duration(.milliseconds(300)) }
      generator.add(line, at: instant + .milliseconds(700 * repetition), mayMiss: true)
    }
  }
}
