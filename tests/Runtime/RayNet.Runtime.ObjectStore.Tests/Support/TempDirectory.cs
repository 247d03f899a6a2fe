namespace RayNet.Runtime.ObjectStore.Tests.Support;

/// <summary>A directory of one test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("raynet-store-test-").FullName;

    /// <summary>All files in it, however deep, but for the locks of living stores.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(FullName, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "in-use")];

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
