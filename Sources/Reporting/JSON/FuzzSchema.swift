/// The schema of the lines that ``FuzzJSON`` writes, as JSON Schema 2020-12.
enum FuzzSchema {
  /// The schema of version 1.
  static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A line of trueup fuzz --json",
      "description": "Version 1. Fields are only ever added.",
      "oneOf": [
        {"$ref": "#/$defs/fuzz"},
        {"$ref": "#/$defs/replay"},
        {"$ref": "#/$defs/find"},
        {"$ref": "#/$defs/end"}
      ],
      "$defs": {
        "fuzz": {
          "description": "The first line: what is searched.",
          "type": "object",
          "required": ["v", "type", "seed", "generator", "shard", "shards"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "fuzz"},
            "seed": {"type": "string", "pattern": "^0x[0-9a-f]{1,16}$", "description": "with --seed it makes the same cases"},
            "generator": {"type": "integer", "minimum": 1, "description": "another version makes other cases"},
            "shard": {"type": "integer", "minimum": 1},
            "shards": {"type": "integer", "minimum": 1}
          }
        },
        "replay": {
          "description": "What was found before was run again.",
          "type": "object",
          "required": ["v", "type", "cases", "failing"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "replay"},
            "cases": {"type": "integer", "minimum": 0},
            "failing": {"type": "array", "items": {"type": "string"}, "description": "the cases that fail"}
          }
        },
        "find": {
          "description": "The first case of a kind of failure, made small.",
          "type": "object",
          "required": ["v", "type", "case", "kind", "oracle", "message", "replay", "lines", "shrinkRuns", "file", "scenario"],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "find"},
            "case": {"type": "integer", "minimum": 0, "description": "its number among the cases of the seed"},
            "kind": {
              "enum": ["state", "deadline", "unstable", "never", "log", "golden", "vacuous", "impossible", "safety", "liveness", "inconclusive", "invalid"]
            },
            "oracle": {"type": "string", "description": "see trueup list invariants, relations and clauses"},
            "message": {"type": "string"},
            "replay": {"type": "string", "description": "the command that runs the case as it was generated"},
            "lines": {"type": "integer", "minimum": 0, "description": "how many lines its timeline has"},
            "shrinkRuns": {"type": "integer", "minimum": 0},
            "file": {"type": "string", "description": "where it was written; empty without --save"},
            "scenario": {"type": "string", "description": "the whole file"}
          }
        },
        "end": {
          "description": "The last line: what the search came to.",
          "type": "object",
          "required": [
            "v", "type", "cases", "failing", "finds", "inconclusive", "events", "relations", "digest", "judged", "trials", "partial", "exit"
          ],
          "properties": {
            "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
            "type": {"const": "end"},
            "cases": {"type": "integer", "minimum": 0},
            "failing": {"type": "integer", "minimum": 0, "description": "cases that fail"},
            "finds": {"type": "integer", "minimum": 0, "description": "kinds of failure"},
            "inconclusive": {"type": "integer", "minimum": 0, "description": "used up their steps"},
            "events": {"type": "integer", "minimum": 0, "description": "events that the worlds handled"},
            "relations": {
              "type": "object",
              "description": "by name: in how many cases each was tried, on how many copies",
              "additionalProperties": {
                "type": "object",
                "required": ["cases", "copies", "exceptions"],
                "properties": {
                  "cases": {"type": "integer", "minimum": 0},
                  "copies": {"type": "integer", "minimum": 0},
                  "exceptions": {"type": "integer", "minimum": 0}
                }
              }
            },
            "digest": {"type": "string", "pattern": "^[0-9a-f]{16}$", "description": "the same on every machine"},
            "judged": {
              "type": "object",
              "description": "by name: in how many cases each oracle of the end could say something",
              "additionalProperties": {"type": "integer", "minimum": 0}
            },
            "trials": {
              "type": "object",
              "description": "by name: in how many cases each clause was put to the test",
              "additionalProperties": {"type": "integer", "minimum": 0}
            },
            "partial": {"type": "boolean", "description": "ended from outside"},
            "exit": {"type": "integer", "enum": [0, 1, 2, 3, 5, 6, 7, 129, 130, 143], "description": "what the process ends with"}
          }
        }
      }
    }

    """#
}
