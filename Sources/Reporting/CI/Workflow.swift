/// Ready files for CI servers: what to check, run and search, and which files to keep.
enum Workflow {
  /// For GitHub Actions; marks and summary come by themselves.
  static let github = """
    # .github/workflows/trueup.yml
    name: trueup
    on: [push, pull_request]

    jobs:
      scenarios:
        runs-on: ubuntu-latest
        container: swift:6.3
        steps:
          - uses: actions/checkout@v4
          - name: Build
            run: swift build -c release --product \(ToolName.current)
          - name: Check
            run: .build/release/\(ToolName.current) check --strict
          - name: Layout
            run: .build/release/\(ToolName.current) fmt --check
          - name: Run
            run: .build/release/\(ToolName.current) run --verify --html
          - name: Fuzz
            if: success() || failure()
            run: .build/release/\(ToolName.current) fuzz --seed "$GITHUB_SHA" --time 60s --save Reports/found
          - name: Keep reports and finds
            if: always()
            uses: actions/upload-artifact@v4
            with:
              name: trueup
              path: Reports/

    """

  /// For GitLab; the report of the tests stands beside the merge request.
  static let gitlab = """
    # .gitlab-ci.yml
    stages:
      - test

    scenarios:
      stage: test
      image: swift:6.3
      script:
        - swift build -c release --product \(ToolName.current)
        - .build/release/\(ToolName.current) check --strict
        - .build/release/\(ToolName.current) fmt --check
        - .build/release/\(ToolName.current) run --verify --html
      artifacts:
        when: always
        paths:
          - Reports/
        reports:
          junit: Reports/junit.xml

    fuzz:
      stage: test
      image: swift:6.3
      script:
        - swift build -c release --product \(ToolName.current)
        - .build/release/\(ToolName.current) fuzz --seed "$CI_COMMIT_SHA" --time 60s --save Reports/found
      artifacts:
        when: always
        paths:
          - Reports/

    """
}
