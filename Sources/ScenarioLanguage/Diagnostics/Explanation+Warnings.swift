/// Explanations of codes about warnings.
extension DiagnosticCode.Explanation {
  static let noCheck = Self(
    "a scenario that checks nothing by itself",
    """
    There is no `finally`, no `expect` and no `never`, so only the invariants are checked.
    That can be meant; a line such as `expect converged within 10s` makes it a better test.
    """)

  static let captureUsedOnce = Self(
    "a capture that is compared with nothing",
    """
    A capture takes a value where it stands first and is compared with it wherever it stands again.
    Used once it checks nothing: use it again in the same check, or leave the field out.
    """)

  static let parameterUnused = Self(
    "a parameter that no line uses",
    """
    The cases do not differ by this parameter, so the same run is made several times.
    Write it in `<>` where its value belongs, or remove the column.
    """)

  static let nameStandsAlone = Self(
    "an instrument or currency that stands nowhere else",
    """
    The setup introduces a name, and no order, check or other line has it. Often it is misspelt;
    otherwise the line can be removed.
    """)

  static let cutNeverHealed = Self(
    "a cut that lasts to the end of a run that must converge",
    """
    The network is cut without an end, no `net heal` follows, and the run is expected to converge at its end.
    That can hold only if nothing happens after the cut: end it with `for 30s`, or with a line `net heal`.
    """)

  static let tooManySteps = Self(
    "a run that cannot come to its end",
    """
    A case may take 1,000,000 steps, or as many as its header allows with `max-steps 5_000_000`, and its log may
    have as many entries. Polls alone use up more than that here, so the case will end as inconclusive, which is
    no pass. Shorten the run with `ends`, poll less often, or allow more steps: 1,000,000 take about 2 s and 250 MB.
    """)
}
