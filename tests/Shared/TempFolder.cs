namespace RayNet.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    internal TempFolder() => Directory.CreateDirectory(Path);

    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"rn-{Guid.NewGuid():n}"[..15]);

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        foreach (string folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories))
        {
            // Folders of builds are read-only.
            if (!OperatingSystem.IsWindows())
            {
                System.IO.File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(Path, recursive: true);
    }
}
