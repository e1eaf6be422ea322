"""The choices that extraction makes, one module each: the features of an option, never its weight."""
