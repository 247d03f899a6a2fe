namespace RayNet.Cli.Tests.Harness;

/// <summary>The program that is submitted. It is built beside the tests.</summary>
internal static class TestApp
{
    internal static string Folder { get; } = AppContext.BaseDirectory.Replace("RayNet.Cli.Tests", "RayNet.Cli.TestApp", StringComparison.Ordinal);

    internal static string Binary => Path.Combine(Folder, "RayNet.Cli.TestApp");

    internal static string Assembly => Binary + ".dll";
}
