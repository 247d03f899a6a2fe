namespace RayNet.Cli;

/// <summary>The command line says something that cannot be meant.</summary>
internal sealed class UsageException(string message) : Exception(message);
