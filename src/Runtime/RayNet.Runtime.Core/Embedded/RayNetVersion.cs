using System.Reflection;

namespace RayNet.Runtime.Embedded;

/// <summary>RayNet's version in this process.</summary>
internal static class RayNetVersion
{
    internal static string Text { get; } = Read();

    private static string Read()
    {
        string text = typeof(RayNetVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        int build = text.IndexOf('+', StringComparison.Ordinal);
        return build < 0 ? text : text[..build];
    }
}
