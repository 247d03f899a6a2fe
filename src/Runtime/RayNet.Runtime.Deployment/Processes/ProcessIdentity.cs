using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>One process and no other: an id alone may belong to somebody else after its process has ended.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartTime">When it started, in the system's own unit.</param>
/// <param name="Boot">Since which start of the machine <paramref name="StartTime"/> counts.</param>
internal readonly record struct ProcessIdentity(int Pid, long StartTime, string Boot)
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>The 22nd field of /proc/PID/stat. The fields after the name in parentheses begin with the third, the state.</summary>
    private const int StartTimeField = 22 - 3;

    /// <summary>This process.</summary>
    internal static ProcessIdentity Current => Own.Identity;

    /// <summary>The process that runs under the id now. One that has ended is none, also if nobody has waited for it yet.</summary>
    internal static ProcessIdentity? Of(int pid) => (OperatingSystem.IsLinux() ? LinuxStartTime(pid) : StartTimeOf(pid)) is { } time ? new ProcessIdentity(pid, time, Machine.Boot) : null;

    /// <summary>A process that cannot have lost its id yet. If it has ended already, the result matches no process.</summary>
    internal static ProcessIdentity OfChild(int pid) => Of(pid) ?? new ProcessIdentity(pid, 0, Machine.Boot);

    internal bool IsRunning => Of(Pid) == this;

    internal static bool TryParse(string text, out ProcessIdentity identity)
    {
        string[] parts = text.Trim().Split(' ');
        identity = default;
        if (parts.Length < 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long time)
            || pid <= 1)
        {
            return false;
        }

        identity = new ProcessIdentity(pid, time, parts.Length > 2 ? parts[2] : string.Empty);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid} {StartTime} {Boot}");

    private static long? LinuxStartTime(int pid)
    {
        try
        {
            // The name may hold anything, also parentheses and blanks.
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long? StartTimeOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Apart, so that a process that only reads an identity reads no files for it.</summary>
    private static class Machine
    {
        internal static readonly string Boot = File.Exists(BootFile) ? File.ReadAllText(BootFile).Trim() : string.Empty;
    }

    private static class Own
    {
        internal static readonly ProcessIdentity Identity = OfChild(Environment.ProcessId);
    }
}
