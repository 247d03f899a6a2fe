using System.Diagnostics;

namespace RayNet.Testing.Tests;

/// <summary>Processes that are not this one's children.</summary>
internal static class Processes
{
    /// <summary>Stops or continues a process, or ends it.</summary>
    internal static void Signal(int id, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    internal static async Task WaitForEndAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync().Within($"the end of process {id}");
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }
}
