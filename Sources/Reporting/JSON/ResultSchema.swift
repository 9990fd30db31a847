/// The schema of the lines that ``JSONReporter`` writes, as JSON Schema 2020-12.
///
/// A test holds what runs write against it, field by field.
enum ResultSchema {
  /// The schema of version 1.
  static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A line of results.jsonl",
      "description": "Version 1; also what `trueup run --json` writes, and `trueup check --format json`. Fields are only ever added.",
      "oneOf": [
        {"$ref": "#/$defs/run"},
        {"$ref": "#/$defs/problem"},
        {"$ref": "#/$defs/diagnostic"},
        {"$ref": "#/$defs/case"},
        {"$ref": "#/$defs/failure"},
        {"$ref": "#/$defs/divergence"},
        {"$ref": "#/$defs/end"}
      ],
      "$defs": {
        "run": {
          "description": "The first line: what is about to be run.",
          "type": "object",
          "required": ["v", "type", "tool", "files", "cases"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "run"},
            "tool": {"type": "string", "description": "the version of trueup"},
            "files": {"type": "integer", "minimum": 0, "description": "how many files were parsed"},
            "cases": {"type": "integer", "minimum": 0, "description": "how many cases were chosen"}
          }
        },
        "problem": {
          "description": "Something could not be found, read or written.",
          "type": "object",
          "required": ["v", "type", "severity", "file", "message", "notes", "exit"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "problem"},
            "severity": {"enum": ["warning", "error"]},
            "file": {"type": "string", "description": "the path or thing it is about; may be empty"},
            "message": {"type": "string"},
            "notes": {"type": "array", "items": {"type": "string"}, "description": "what to do about it"},
            "exit": {
              "type": "integer",
              "enum": [0, 1, 2, 3, 4, 7, 64, 129, 130, 143],
              "description": "what the process ends with"
            }
          }
        },
        "diagnostic": {
          "description": "Something that a file says is wrong; a file with an error is not run.",
          "type": "object",
          "required": [
            "v",
            "type",
            "file",
            "line",
            "col",
            "endCol",
            "severity",
            "code",
            "message",
            "label",
            "notes"
          ],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "diagnostic"},
            "file": {"type": "string"},
            "line": {
              "type": "integer",
              "minimum": 0,
              "description": "counted from 1, in characters; 0 for no place"
            },
            "col": {
              "type": "integer",
              "minimum": 0,
              "description": "counted from 1, in characters; 0 for no place"
            },
            "endCol": {"type": "integer", "minimum": 0, "description": "the column behind the last one"},
            "severity": {"enum": ["warning", "error"]},
            "code": {"type": "string", "pattern": "^E[1-4][0-9]{2}$", "description": "see trueup list codes"},
            "message": {"type": "string"},
            "label": {"type": "string", "description": "what stands beside the caret"},
            "notes": {"type": "array", "items": {"type": "string"}, "description": "further lines"},
            "places": {
              "type": "array",
              "description": "further places that matter",
              "items": {
                "type": "object",
                "required": ["line", "col", "endCol", "label"],
                "properties": {
                  "line": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "counted from 1, in characters; 0 for no place"
                  },
                  "col": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "counted from 1, in characters; 0 for no place"
                  },
                  "endCol": {"type": "integer", "minimum": 0, "description": "the column behind the last one"},
                  "label": {"type": "string"}
                }
              }
            }
          }
        },
        "case": {
          "description": "A case that was run or skipped; without figures if it was skipped.",
          "type": "object",
          "required": ["v", "type", "id", "file", "line", "title", "tags", "status"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "case"},
            "id": {"type": "string", "description": "the stem of the file, and the parameters in brackets"},
            "file": {"type": "string"},
            "line": {"type": "integer", "minimum": 0, "description": "the line of the title"},
            "title": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}, "description": "as in the file"},
            "status": {"enum": ["passed", "failed", "inconclusive", "xfailed", "skipped"]},
            "reason": {"type": "string", "description": "why it is skipped or expected to fail"},
            "virtualMs": {"type": "number", "minimum": 0, "description": "simulated time"},
            "realMs": {"type": "number", "minimum": 0, "description": "time that it took"},
            "events": {"type": "integer", "minimum": 0, "description": "entries of the log"},
            "steps": {"type": "integer", "minimum": 0, "description": "events that the world handled"},
            "digest": {
              "type": "string",
              "pattern": "^[0-9a-f]{16}$",
              "description": "the identity of the run: the same in every run on every machine"
            },
            "failures": {
              "type": "integer",
              "minimum": 0,
              "description": "how many; each of the first hundred has a line of its own"
            },
            "faults": {
              "type": "object",
              "required": ["fired", "missed"],
              "properties": {
                "fired": {"type": "integer", "minimum": 0, "description": "faults that did something"},
                "missed": {"type": "integer", "minimum": 0, "description": "faults that did nothing"}
              }
            },
            "discrepancies": {
              "type": "object",
              "required": ["found", "open"],
              "properties": {
                "found": {"type": "integer", "minimum": 0, "description": "ever found"},
                "open": {"type": "integer", "minimum": 0, "description": "open at the end"}
              }
            }
          }
        },
        "failure": {
          "description": "One reason for which a case failed.",
          "type": "object",
          "required": [
            "v",
            "type",
            "id",
            "file",
            "kind",
            "title",
            "line",
            "col",
            "endCol",
            "at",
            "actual",
            "notes",
            "repro"
          ],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "failure"},
            "id": {"type": "string", "description": "the case"},
            "file": {"type": "string"},
            "kind": {
              "enum": [
                "state",
                "deadline",
                "unstable",
                "never",
                "log",
                "golden",
                "vacuous",
                "impossible",
                "safety",
                "liveness",
                "inconclusive",
                "invalid",
                "unexpected-pass"
              ]
            },
            "xfail": {"const": true, "description": "the case is expected to fail"},
            "oracle": {
              "type": "string",
              "description": "what must always hold and did not; see trueup list invariants"
            },
            "title": {"type": "string"},
            "line": {
              "type": "integer",
              "minimum": 0,
              "description": "counted from 1, in characters; 0 for no place"
            },
            "col": {
              "type": "integer",
              "minimum": 0,
              "description": "counted from 1, in characters; 0 for no place"
            },
            "endCol": {"type": "integer", "minimum": 0, "description": "the column behind the last one"},
            "at": {"type": "number", "description": "virtual seconds since the start"},
            "expected": {"type": "string", "description": "what the file says there"},
            "actual": {"type": "string"},
            "notes": {
              "type": "array",
              "items": {"type": "string"},
              "description": "further lines, each a name and a value"
            },
            "entry": {
              "type": "integer",
              "minimum": 0,
              "description": "the entry of the log at which it was noticed"
            },
            "repro": {"type": "string", "description": "the command that runs the case again"}
          }
        },
        "divergence": {
          "description": "Two runs of a case differ (--verify).",
          "type": "object",
          "required": ["v", "type", "id", "message", "notes"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "divergence"},
            "id": {"type": "string", "description": "the case"},
            "message": {"type": "string"},
            "notes": {"type": "array", "items": {"type": "string"}, "description": "what differs, and where first"}
          }
        },
        "end": {
          "description": "The last line: what the run came to.",
          "type": "object",
          "required": [
            "v",
            "type",
            "cases",
            "passed",
            "failed",
            "inconclusive",
            "xfailed",
            "skipped",
            "notRun",
            "refusedFiles",
            "warnings",
            "processes",
            "divergences",
            "partial",
            "virtualMs",
            "realMs",
            "parseMs",
            "runMs",
            "events",
            "steps",
            "eventsPerSecond",
            "digest",
            "exit"
          ],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "end"},
            "cases": {"type": "integer", "minimum": 0, "description": "chosen"},
            "passed": {"type": "integer", "minimum": 0},
            "failed": {"type": "integer", "minimum": 0, "description": "unexpected passes included"},
            "inconclusive": {"type": "integer", "minimum": 0, "description": "used up their steps"},
            "xfailed": {"type": "integer", "minimum": 0, "description": "failed as their file says"},
            "skipped": {"type": "integer", "minimum": 0},
            "notRun": {"type": "integer", "minimum": 0, "description": "chosen and not reached"},
            "refusedFiles": {"type": "integer", "minimum": 0, "description": "files with errors"},
            "warnings": {"type": "integer", "minimum": 0},
            "processes": {"type": "integer", "minimum": 1, "description": "how many ran the suite"},
            "divergences": {
              "type": "integer",
              "minimum": 0,
              "description": "cases that ran differently when run again"
            },
            "partial": {"type": "boolean", "description": "ended from outside"},
            "virtualMs": {"type": "number", "minimum": 0, "description": "simulated time"},
            "realMs": {"type": "number", "minimum": 0, "description": "all of it"},
            "parseMs": {"type": "number", "minimum": 0, "description": "finding and parsing"},
            "runMs": {"type": "number", "minimum": 0, "description": "running"},
            "events": {"type": "integer", "minimum": 0, "description": "entries of all logs"},
            "steps": {"type": "integer", "minimum": 0, "description": "events that the worlds handled"},
            "eventsPerSecond": {"type": "integer", "minimum": 0},
            "digest": {
              "type": "string",
              "pattern": "^[0-9a-f]{16}$",
              "description": "the identity of the run: the same in every run on every machine"
            },
            "exit": {
              "type": "integer",
              "enum": [0, 1, 2, 3, 4, 7, 64, 129, 130, 143],
              "description": "what the process ends with"
            }
          }
        }
      }
    }

    """#
}
