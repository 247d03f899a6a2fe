using System.Diagnostics;

namespace RayNet.Runtime.Cluster.Tests;

internal static class Processes
{
    /// <summary>Whether a process is there and runs; one that has ended and was not fetched yet does not.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }
}
