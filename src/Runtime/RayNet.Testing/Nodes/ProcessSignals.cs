using System.Diagnostics;
using System.Globalization;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Testing.Nodes;

/// <summary>Ends, stops and continues processes that may be gone already.</summary>
internal static class ProcessSignals
{
    internal static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    internal static void Stop(int id) => _ = Libc.Kill(id, Libc.SigStop);

    internal static void Continue(int id) => _ = Libc.Kill(id, Libc.SigContinue);

    /// <summary>The processes that it started, where the system lists them.</summary>
    internal static IReadOnlyList<int> ChildrenOf(int id)
    {
        string tasks = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/task");
        return !Directory.Exists(tasks)
            ? []
            : [.. Directory.EnumerateDirectories(tasks).SelectMany(Read)];

        static IEnumerable<int> Read(string task)
        {
            try
            {
                return File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static text => int.Parse(text, CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                return [];
            }
        }
    }
}
