import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let cut = FaultDrawing("cut") { generator, index, instant in
    let length = generator.length(index)
    generator.add(NetCut { $0.extent = length }, at: instant, mayMiss: true)
  }

  static let flap = FaultDrawing("flap") { generator, index, instant in
    for repetition in 0..<3 {
      let line = NetCut { $0.extent = .duration(.milliseconds(300)) }
      generator.add(line, at: instant + .milliseconds(700 * repetition), mayMiss: true)
    }
  }
}
