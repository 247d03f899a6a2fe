using System.Runtime.Versioning;

// Modes of files, links and signals are part of what is tested.
[assembly: UnsupportedOSPlatform("windows")]
