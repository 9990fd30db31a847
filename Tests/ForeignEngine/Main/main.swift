import CommandLineTool
import ForeignEngine

// `foreign run PATH`, `foreign fuzz`, `foreign trace FILE`: the tool with the plain book in it.
TrueUpTool<PlainBook>.main()
