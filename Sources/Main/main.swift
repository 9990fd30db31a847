import CommandLineTool

// The engine that goes live; a program of one's own names another: `TrueUpTool<MyEngine>.main()`.
Tool.start()
