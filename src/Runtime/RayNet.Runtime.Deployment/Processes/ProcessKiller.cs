using System.ComponentModel;
using System.Diagnostics;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>Ends processes that are not children of this one, by their identity: never one that got the id of another.</summary>
internal static class ProcessKiller
{
    /// <summary>Kills a process, and its group if it leads one. Returns whether it was there.</summary>
    internal static bool Kill(ProcessIdentity process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return KillPortably(process);
        }

        using PidFd? descriptor = PidFd.TryOpen(process, out bool isSupported);
        if (descriptor is null)
        {
            return !isSupported && process.IsRunning && Libc.Kill(process.Pid, Libc.SigKill) == 0;
        }

        // A stopped process cannot end by itself, so its id cannot go to another before its group is killed by it.
        if (!descriptor.Send(Libc.SigStop))
        {
            return false;
        }

        if (Libc.GetProcessGroup(process.Pid) == process.Pid && process.IsRunning)
        {
            _ = Libc.Kill(-process.Pid, Libc.SigKill);
        }

        descriptor.Send(Libc.SigKill);
        return true;
    }

    /// <summary>Blocks until a process has ended, or for so long.</summary>
    internal static bool WaitForExit(ProcessIdentity process, TimeSpan limit)
    {
        using PidFd? descriptor = PidFd.TryOpen(process, out bool isSupported);
        if (descriptor is not null)
        {
            return descriptor.WaitForExit((int)limit.TotalMilliseconds);
        }

        if (isSupported || !process.IsRunning)
        {
            return true;
        }

        try
        {
            using var other = Process.GetProcessById(process.Pid);
            return other.WaitForExit(limit);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static bool KillPortably(ProcessIdentity process)
    {
        try
        {
            using var other = Process.GetProcessById(process.Pid);
            if (!process.IsRunning)
            {
                return false;
            }

            other.Kill(entireProcessTree: true);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
