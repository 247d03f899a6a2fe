using System.Diagnostics;
using System.Globalization;

namespace RayNet.Testing.Chaos;

/// <summary>A small disk of each node for its spilled objects, where this process may mount one.</summary>
internal sealed class SpillDisks : IDisposable
{
    private readonly List<string> _mounted = [];

    /// <summary>Whether the disks can be filled.</summary>
    internal bool AreSmall { get; private set; } = true;

    internal string Make(string folder, int number)
    {
        string disk = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"disk-{number}"));
        Directory.CreateDirectory(disk);
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk))
        {
            _mounted.Add(disk);
        }
        else
        {
            AreSmall = false;
        }

        return disk;
    }

    public void Dispose()
    {
        foreach (string disk in _mounted)
        {
            Run("umount", "-l", disk);
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
