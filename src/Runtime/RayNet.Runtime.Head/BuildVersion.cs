namespace RayNet.Runtime.Head;

/// <summary>RayNet's version, as it is shown and compared.</summary>
internal static class BuildVersion
{
    /// <summary>Major, minor and patch.</summary>
    internal static string Current { get; } = typeof(BuildVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
